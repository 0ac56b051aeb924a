-- The companies of a CRM, kept among the accounts, so that routing by the owner of an account asks nobody outside.

-- How far the mirror of a connection's companies is. Any node takes it a page further.
create table crm_mirror (
    tenant_id      uuid not null,
    connection_key text collate "C" not null,
    -- ALL reads every company, CHANGED those that were changed since, GONE asks for those that are here, OWNERS looks who
    -- the owners are; IDLE waits.
    phase          text not null check (phase in ('ALL', 'CHANGED', 'GONE', 'OWNERS', 'IDLE')),
    -- Where the phase goes on; null at its beginning.
    cursor         text,
    -- What was changed earlier has been read, when the round that runs is over.
    since          timestamptz not null,
    began_at       timestamptz not null,
    started_at     timestamptz not null,
    -- When every company had been read once.
    finished_at    timestamptz,
    total          bigint,
    done           bigint not null default 0,
    added          bigint not null default 0,
    changed        bigint not null default 0,
    removed        bigint not null default 0,
    by_hand        bigint not null default 0,
    -- The latest round that is over: what it found that no event had told of.
    reconciled_at  timestamptz,
    drift          bigint not null default 0,
    swept_at       timestamptz,
    due_at         timestamptz not null,
    -- A node works on it until then.
    held_until     timestamptz not null,
    failures       integer not null default 0,
    error          text,
    primary key (tenant_id, connection_key),
    foreign key (tenant_id, connection_key) references connection on delete cascade
);
select protect('crm_mirror');
select allow_owner_scan('crm_mirror');

-- Which accounts are the mirror's: those whose version is still the one that it wrote. The others were changed by hand.
create table crm_account (
    tenant_id      uuid not null,
    connection_key text collate "C" not null,
    external_id    text collate "C" not null,
    account_key    text collate "C" not null,
    version        bigint not null,
    -- The CRM's own id of whoever owns it.
    owner_id       text,
    primary key (tenant_id, connection_key, external_id),
    foreign key (tenant_id, connection_key) references crm_mirror on delete cascade,
    foreign key (tenant_id, account_key) references account on delete cascade
);
create index crm_account_key on crm_account (tenant_id, account_key);
select protect('crm_account');

-- Companies of which an event has told, until they are read: a hundred at once, each once.
create table crm_account_change (
    tenant_id      uuid not null,
    connection_key text collate "C" not null,
    external_id    text collate "C" not null,
    told_at        timestamptz not null,
    primary key (tenant_id, connection_key, external_id),
    foreign key (tenant_id, connection_key) references crm_mirror on delete cascade
);
select protect('crm_account_change');

-- Holds mirrors that are due, of any tenant; those whose hold has lapsed are free again.
create function claim_crm_mirrors(at_most integer, hold interval)
    returns table (tenant_id uuid, connection_key text, held_until timestamptz)
    language sql security definer set search_path = public, pg_temp
    as $$
    update crm_mirror m
       set held_until = now() + hold
      from (select c.tenant_id, c.connection_key
              from crm_mirror c
             where c.due_at <= now() and c.held_until <= now()
               and not exists (select from workspace_deletion w where w.tenant_id = c.tenant_id)
             order by c.due_at
             limit at_most
               for update skip locked) due
     where m.tenant_id = due.tenant_id and m.connection_key = due.connection_key
    returning m.tenant_id, m.connection_key, m.held_until
    $$;
