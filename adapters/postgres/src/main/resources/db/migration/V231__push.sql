-- Messages to devices are one way more out of the workspace.
alter table delivery drop constraint delivery_channel_check;
alter table delivery add constraint delivery_channel_check
    check (channel in ('SLACK', 'EMAIL', 'CRM', 'WEBHOOK', 'PUSH'));

-- The browsers on which reps have allowed messages. Whoever has the address of one can send to it, so it is encrypted, and
-- told again by its hash.
create table push_subscription (
    tenant_id     uuid not null references tenant,
    id            text not null,
    rep_key       text not null,
    member_id     uuid not null,
    endpoint_hash bytea not null,
    public_key    text not null,
    endpoint      bytea not null,
    auth          bytea not null,
    created_at    timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, endpoint_hash),
    foreign key (tenant_id, member_id) references member on delete cascade
);
create index push_subscription_rep on push_subscription (tenant_id, rep_key, created_at);
create index push_subscription_member on push_subscription (tenant_id, member_id);
select protect('push_subscription');
