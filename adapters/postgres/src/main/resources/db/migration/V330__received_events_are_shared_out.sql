-- One workspace's burst of events came before everything that others sent after it. Whoever claims now takes a part of each
-- workspace's that has something due.
drop function claim_received_events(integer, interval);

-- Leads from one workspace to the next without reading what either has waiting.
create index inbound_event_received on inbound_event (tenant_id, due_at) where state = 'RECEIVED';
drop index inbound_event_due;
create index inbound_event_due on inbound_event (due_at) where state = 'READY';

-- Holds events that wait for their translation; those whose hold has lapsed are due again. The workspaces whose first event
-- has waited longest come first, and get the same part each, up to the share of which 'under_way' (its workspace for each
-- event that the caller has) is a part already. Planned once in a session, since planning takes longer than
-- claiming, and as for a backlog, though little waits then: by the indexes, and what was taken is written where it lies.
create function claim_received_events(at_most integer, share integer, under_way uuid[], hold interval)
    returns table (tenant_id uuid, id uuid)
    language sql security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive waiting (tenant_id, due_at) as (
        (select e.tenant_id, e.due_at
           from inbound_event e
          where e.state = 'RECEIVED'
          order by e.tenant_id, e.due_at
          limit 1)
        union all
        select n.tenant_id, n.due_at
          from waiting w
         cross join lateral (
              select e.tenant_id, e.due_at
                from inbound_event e
               where e.state = 'RECEIVED' and e.tenant_id > w.tenant_id
               order by e.tenant_id, e.due_at
               limit 1) n),
    served (tenant_id, due_at, room) as (
        select w.tenant_id, w.due_at, share - coalesce(u.events, 0)
          from waiting w
          left join (select t as tenant_id, count(*)::integer as events from unnest(under_way) t group by t) u
               on u.tenant_id = w.tenant_id
         where w.due_at <= now() and coalesce(u.events, 0) < share
           and w.tenant_id <> all (array(select d.tenant_id from workspace_deletion d))),
    parts (tenant_id, part) as (
        select s.tenant_id, least(s.room, (at_most + count(*) over () - 1) / count(*) over ())
          from served s
         order by s.due_at
         limit at_most),
    taken (place) as materialized (
        select c.place
          from parts p
         cross join lateral (
               select e.ctid as place
                 from inbound_event e
                where e.tenant_id = p.tenant_id and e.state = 'RECEIVED' and e.due_at <= now()
                order by e.due_at
                limit p.part
                  for update skip locked) c
         limit at_most)
    update inbound_event e
       set due_at = now() + hold
      from taken t
     where e.ctid = t.place
    returning e.tenant_id, e.id
    $$;
