-- Addresses of reps at which mail bounces, until some gets through.
create table mail_bounce (
    tenant_id uuid not null references tenant,
    address   text not null check (address = lower(address)),
    reason    text not null,
    at        timestamptz not null,
    primary key (tenant_id, address)
);
select protect('mail_bounce');
