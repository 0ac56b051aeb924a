-- A workspace names its mail server, as it names what its webhooks and its CRM are asked at. One that accepts calls and says
-- nothing took all places of a node for what people read, and the messages of other workspaces in Slack waited behind its
-- mails. Mail has lanes now: only what goes to servers that no workspace names is claimed by itself, the longest due first.
create index delivery_due_without_lane on delivery (due_at)
    where state in ('PENDING', 'RETRYING', 'SENDING') and channel in ('SLACK', 'PUSH');
create index delivery_due_in_lane on delivery (tenant_id, channel, due_at)
    where state in ('PENDING', 'RETRYING', 'SENDING') and channel in ('EMAIL', 'CRM', 'WEBHOOK');

-- As it was, but for the channels. The names of what it is given stay, since nodes of the version before call it, too: people is
-- the room for what has no lane, programs for what has one. Those nodes count mails among the former when they have them, and
-- give their places back when they have left.
create or replace function claim_deliveries(people integer, programs integer, share integer,
                                            busy_tenants uuid[], busy_channels text[], hold interval)
    returns table (tenant_id uuid, id uuid, channel text)
    language sql security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive waiting (tenant_id, channel, due_at) as (
        (select d.tenant_id, d.channel, d.due_at
           from delivery d
          where d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('EMAIL', 'CRM', 'WEBHOOK') and programs > 0
          order by d.tenant_id, d.channel, d.due_at
          limit 1)
        union all
        select n.tenant_id, n.channel, n.due_at
          from waiting w
         cross join lateral (
              select d.tenant_id, d.channel, d.due_at
                from delivery d
               where d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('EMAIL', 'CRM', 'WEBHOOK')
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
    in_lanes (place) as materialized (
        select c.place
          from parts p
         cross join lateral (
               select d.ctid as place
                 from delivery d
                where d.tenant_id = p.tenant_id and d.channel = p.channel and d.due_at <= now()
                  and d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('EMAIL', 'CRM', 'WEBHOOK')
                order by d.due_at
                limit p.part
                  for update skip locked) c
         limit programs),
    without_lane (place) as materialized (
        select d.ctid
          from delivery d
         where d.state in ('PENDING', 'RETRYING', 'SENDING') and d.channel in ('SLACK', 'PUSH')
           and d.due_at <= now()
           and d.tenant_id <> all (array(select x.tenant_id from workspace_deletion x))
         order by d.due_at
         limit people
           for update of d skip locked)
    update delivery d
       set state = 'SENDING', due_at = now() + hold
      from (select p.place from without_lane p union all select p.place from in_lanes p) due
     where d.ctid = due.place
    returning d.tenant_id, d.id, d.channel
    $$;
drop index delivery_due;
drop index delivery_lane;
