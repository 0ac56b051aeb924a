-- How far the records of connections that are polled have been read.
create table record_poll (
    tenant_id      uuid not null,
    connection_key text collate "C" not null,
    read_to        timestamptz not null,
    due_at         timestamptz not null,
    -- A node reads until then.
    held_until     timestamptz not null,
    primary key (tenant_id, connection_key),
    foreign key (tenant_id, connection_key) references connection on delete cascade
);
select protect('record_poll');
select allow_owner_scan('record_poll');

create index connection_polled on connection (tenant_id, key) where active and settings ->> 'poll' = 'true';

-- Holds connections that are to be polled and are due, of any tenant. One that was never read begins now: what was there
-- before is nobody's news.
create function claim_record_polls(at_most integer, hold interval)
    returns table (tenant_id uuid, connection_key text, read_to timestamptz, held_until timestamptz)
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into record_poll (tenant_id, connection_key, read_to, due_at, held_until)
    select c.tenant_id, c.key, now(), now(), now()
      from connection c
     where c.active and c.settings ->> 'poll' = 'true'
       and not exists (select from record_poll r
                        where r.tenant_id = c.tenant_id and r.connection_key = c.key)
    on conflict do nothing;

    update record_poll p
       set held_until = now() + hold
      from (select r.tenant_id, r.connection_key
              from record_poll r
              join connection c on c.tenant_id = r.tenant_id and c.key = r.connection_key
             where c.active and c.settings ->> 'poll' = 'true'
               and r.due_at <= now() and r.held_until <= now()
               and not exists (select from workspace_deletion w where w.tenant_id = r.tenant_id)
             order by r.due_at
             limit at_most
               for update of r skip locked) due
     where p.tenant_id = due.tenant_id and p.connection_key = due.connection_key
    returning p.tenant_id, p.connection_key, p.read_to, p.held_until
    $$;
