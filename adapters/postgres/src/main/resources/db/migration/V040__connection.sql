-- Connections to the tools of a workspace.

create table connection (
    tenant_id      uuid not null references tenant,
    id             uuid not null,
    key            text collate "C" not null,
    type           text not null,
    name           text not null,
    active         boolean not null,
    settings       jsonb not null,
    hook_id        text collate "C" not null,
    version        bigint not null,
    last_tested_at timestamptz,
    primary key (tenant_id, key),
    unique (tenant_id, id)
);
-- Not led by the tenant: it is what tells the tenant of an event that comes in.
create unique index connection_hook on connection (hook_id);
create index connection_type on connection (tenant_id, type);
select protect('connection');
select allow_owner_scan('connection');

create table connection_secret (
    tenant_id     uuid not null,
    connection_id uuid not null,
    name          text not null,
    ciphertext    bytea not null,
    set_at        timestamptz not null,
    primary key (tenant_id, connection_id, name),
    foreign key (tenant_id, connection_id) references connection (tenant_id, id) on delete cascade
);
select protect('connection_secret');

create table connection_health (
    tenant_id           uuid not null,
    key                 text collate "C" not null,
    last_event_at       timestamptz,
    last_write_at       timestamptz,
    rejected_signatures bigint not null default 0,
    failures_in_a_row   integer not null default 0,
    primary key (tenant_id, key),
    foreign key (tenant_id, key) references connection on delete cascade
);
select protect('connection_health');

create table connection_error (
    tenant_id uuid not null,
    key       text collate "C" not null,
    code      text not null,
    count     bigint not null,
    message   text not null,
    last_at   timestamptz not null,
    primary key (tenant_id, key, code),
    foreign key (tenant_id, key) references connection on delete cascade
);
select protect('connection_error');

create function find_hook(hook text) returns table (tenant_id uuid, key text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select c.tenant_id, c.key from connection c where c.hook_id = find_hook.hook $$;
