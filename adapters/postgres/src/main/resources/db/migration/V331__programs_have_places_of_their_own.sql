-- Messages that people read waited behind those for programs: an endpoint of one workspace that answers nobody took all places
-- of a node. What people read is claimed by itself, the longest due first; of what programs get, each workspace's lane over a
-- channel has the same part.
drop function claim_deliveries(integer, interval);
drop index delivery_due;
-- Across tenants, and holding only what is on its way.
create index delivery_due on delivery (due_at)
    where state in ('PENDING', 'RETRYING', 'SENDING') and channel in ('SLACK', 'EMAIL', 'PUSH');
-- Leads from one lane to the next without reading what either has waiting.
create index delivery_lane on delivery (tenant_id, channel, due_at)
    where state in ('PENDING', 'RETRYING', 'SENDING') and channel in ('CRM', 'WEBHOOK');

-- Holds deliveries that are due; those whose hold has lapsed are due again. Of the lanes to programs, those whose first delivery
-- has waited longest come first, and each gets the same part, up to the share of which what the caller has under way (workspace
-- and channel of each) is a part already. Planned once in a session, since planning takes longer than
-- claiming, and as for a backlog, though little waits then: by the indexes, and what was taken is written where it lies.
create function claim_deliveries(people integer, programs integer, share integer,
                                 busy_tenants uuid[], busy_channels text[], hold interval)
    returns table (tenant_id uuid, id uuid, channel text)
    language sql security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive waiting (tenant_id, channel, due_at) as (
        (select d.tenant_id, d.channel, d.due_at
           from delivery d
          where d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('CRM', 'WEBHOOK') and programs > 0
          order by d.tenant_id, d.channel, d.due_at
          limit 1)
        union all
        select n.tenant_id, n.channel, n.due_at
          from waiting w
         cross join lateral (
              select d.tenant_id, d.channel, d.due_at
                from delivery d
               where d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('CRM', 'WEBHOOK')
                 and (d.tenant_id, d.channel) > (w.tenant_id, w.channel)
               order by d.tenant_id, d.channel, d.due_at
               limit 1) n),
    served (tenant_id, channel, due_at, room) as (
        select w.tenant_id, w.channel, w.due_at, share - coalesce(u.deliveries, 0)
          from waiting w
          left join (select b.tenant_id, b.channel, count(*)::integer as deliveries
                       from unnest(busy_tenants, busy_channels) as b (tenant_id, channel)
                      group by b.tenant_id, b.channel) u
               on u.tenant_id = w.tenant_id and u.channel = w.channel
         where w.due_at <= now() and coalesce(u.deliveries, 0) < share
           and w.tenant_id <> all (array(select x.tenant_id from workspace_deletion x))),
    parts (tenant_id, channel, part) as (
        select s.tenant_id, s.channel, least(s.room, (programs + count(*) over () - 1) / count(*) over ())
          from served s
         order by s.due_at
         limit programs),
    to_programs (place) as materialized (
        select c.place
          from parts p
         cross join lateral (
               select d.ctid as place
                 from delivery d
                where d.tenant_id = p.tenant_id and d.channel = p.channel and d.due_at <= now()
                  and d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('CRM', 'WEBHOOK')
                order by d.due_at
                limit p.part
                  for update skip locked) c
         limit programs),
    to_people (place) as materialized (
        select d.ctid
          from delivery d
         where d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('SLACK', 'EMAIL', 'PUSH')
           and d.due_at <= now()
           and d.tenant_id <> all (array(select x.tenant_id from workspace_deletion x))
         order by d.due_at
         limit people
           for update of d skip locked)
    update delivery d
       set state = 'SENDING', due_at = now() + hold
      from (select p.place from to_people p union all select p.place from to_programs p) due
     where d.ctid = due.place
    returning d.tenant_id, d.id, d.channel
    $$;
