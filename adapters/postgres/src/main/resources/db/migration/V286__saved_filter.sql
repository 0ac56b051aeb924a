-- Filters of the list of leads that people keep for themselves. One that was removed can be brought back for a while.
create table saved_filter (
    tenant_id  uuid not null references tenant,
    id         uuid not null,
    member_id  uuid not null,
    name       text not null check (name <> ''),
    -- What it asks for, as the address of the list says it.
    query      jsonb not null,
    saved_at   timestamptz not null,
    dropped_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references member on delete cascade
);
create unique index saved_filter_name on saved_filter (tenant_id, member_id, lower(name)) where dropped_at is null;
create index saved_filter_member on saved_filter (tenant_id, member_id);
select protect('saved_filter');
