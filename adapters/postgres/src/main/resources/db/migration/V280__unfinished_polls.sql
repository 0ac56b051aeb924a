-- Where a reading that took more than a turn goes on, and when it began. What becomes visible late is looked for again from
-- then, and not from the last record: hours may lie between.
alter table record_poll
    add column next_cursor text,
    add column began_at    timestamptz,
    add constraint record_poll_unfinished check ((next_cursor is null) = (began_at is null));

drop function claim_record_polls(integer, interval);

-- Holds connections that are to be polled and are due, of any tenant. One that was never read begins now: what was there
-- before is nobody's news.
create function claim_record_polls(at_most integer, hold interval)
    returns table (tenant_id uuid, connection_key text, read_to timestamptz, held_until timestamptz,
                   next_cursor text, began_at timestamptz)
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
    returning p.tenant_id, p.connection_key, p.read_to, p.held_until, p.next_cursor, p.began_at
    $$;
