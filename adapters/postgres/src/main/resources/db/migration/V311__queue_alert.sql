-- When the owner of a queue was last told that leads wait there for which nobody is available.
create table queue_alert (
    tenant_id  uuid not null references tenant,
    queue_key  text not null,
    alerted_at timestamptz not null,
    primary key (tenant_id, queue_key)
);
select protect('queue_alert');
