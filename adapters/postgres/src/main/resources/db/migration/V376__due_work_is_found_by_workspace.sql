-- Who has something to do was learned by reading all that was due, of everybody, up to ten times a second and node: the backlog
-- of one workspace was read through to learn one id, and what another one had due was looked for among it. What is due is kept
-- by workspace now, in the place of by time. The indexes are as many as before, so that a lead costs what it did.
create index inbound_event_to_route on inbound_event (tenant_id, due_at) where state = 'READY';
create index lead_next_ring on lead (tenant_id, look_again_at, id) where status = 'QUEUED' and look_again_at is not null;
create index sla_clock_next on sla_clock (tenant_id, next_due_at, id) where next_due_at is not null;
create index assignment_expiry on assignment (tenant_id, expires_at, id) where state = 'OFFERED' and expires_at is not null;
create index sequence_run_next on sequence_run (tenant_id, next_due_at, id) where next_due_at is not null;
create index task_to_be_told on task (tenant_id, due_at, id) where state = 'OPEN' and told_at is null;
drop index inbound_event_due;
drop index lead_ring;
drop index sla_clock_due;
drop index assignment_lapse;
drop index sequence_run_due;
drop index task_untold;

-- All of these go from one workspace to the next, and look at the first of what each has. Planned as for a backlog, though
-- little may wait: by the indexes.

create or replace function tenants_to_route() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive first (tenant_id, due_at) as (
        (select e.tenant_id, e.due_at
           from inbound_event e
          where e.state = 'READY'
          order by e.tenant_id, e.due_at
          limit 1)
        union all
        select n.tenant_id, n.due_at
          from first f
         cross join lateral (
              select e.tenant_id, e.due_at
                from inbound_event e
               where e.state = 'READY' and e.tenant_id > f.tenant_id
               order by e.tenant_id, e.due_at
               limit 1) n)
    select f.tenant_id
      from first f
     where f.due_at <= now() and f.tenant_id <> all (array(select d.tenant_id from workspace_deletion d))
    $$;

create or replace function tenants_with_rings() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive first (tenant_id, due_at) as (
        (select l.tenant_id, l.look_again_at
           from lead l
          where l.status = 'QUEUED' and l.look_again_at is not null
          order by l.tenant_id, l.look_again_at
          limit 1)
        union all
        select n.tenant_id, n.look_again_at
          from first f
         cross join lateral (
              select l.tenant_id, l.look_again_at
                from lead l
               where l.status = 'QUEUED' and l.look_again_at is not null and l.tenant_id > f.tenant_id
               order by l.tenant_id, l.look_again_at
               limit 1) n)
    select f.tenant_id
      from first f
     where f.due_at <= now() and f.tenant_id <> all (array(select d.tenant_id from workspace_deletion d))
    $$;

create or replace function tenants_with_due_clocks() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive clocks (tenant_id, due_at) as (
        (select c.tenant_id, c.next_due_at
           from sla_clock c
          where c.next_due_at is not null
          order by c.tenant_id, c.next_due_at
          limit 1)
        union all
        select n.tenant_id, n.next_due_at
          from clocks f
         cross join lateral (
              select c.tenant_id, c.next_due_at
                from sla_clock c
               where c.next_due_at is not null and c.tenant_id > f.tenant_id
               order by c.tenant_id, c.next_due_at
               limit 1) n),
    offers (tenant_id, due_at) as (
        (select a.tenant_id, a.expires_at
           from assignment a
          where a.state = 'OFFERED' and a.expires_at is not null
          order by a.tenant_id, a.expires_at
          limit 1)
        union all
        select n.tenant_id, n.expires_at
          from offers f
         cross join lateral (
              select a.tenant_id, a.expires_at
                from assignment a
               where a.state = 'OFFERED' and a.expires_at is not null and a.tenant_id > f.tenant_id
               order by a.tenant_id, a.expires_at
               limit 1) n),
    runs (tenant_id, due_at) as (
        (select s.tenant_id, s.next_due_at
           from sequence_run s
          where s.next_due_at is not null
          order by s.tenant_id, s.next_due_at
          limit 1)
        union all
        select n.tenant_id, n.next_due_at
          from runs f
         cross join lateral (
              select s.tenant_id, s.next_due_at
                from sequence_run s
               where s.next_due_at is not null and s.tenant_id > f.tenant_id
               order by s.tenant_id, s.next_due_at
               limit 1) n)
    select distinct f.tenant_id
      from (select * from clocks union all select * from offers union all select * from runs) f
     where f.due_at <= now() and f.tenant_id <> all (array(select d.tenant_id from workspace_deletion d))
    $$;

-- The first one may be put off: then others are looked at, up to one that is not.
create or replace function tenants_with_due_tasks() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
    as $$
    with recursive first (tenant_id, due_at) as (
        (select t.tenant_id, t.due_at
           from task t
          where t.state = 'OPEN' and t.told_at is null
          order by t.tenant_id, t.due_at
          limit 1)
        union all
        select n.tenant_id, n.due_at
          from first f
         cross join lateral (
              select t.tenant_id, t.due_at
                from task t
               where t.state = 'OPEN' and t.told_at is null and t.tenant_id > f.tenant_id
               order by t.tenant_id, t.due_at
               limit 1) n)
    select f.tenant_id
      from first f
     cross join lateral (
          select from task t
           where t.tenant_id = f.tenant_id and t.state = 'OPEN' and t.told_at is null and t.due_at <= now()
             and (t.tell_after is null or t.tell_after <= now())
           order by t.due_at
           limit 1) due
     where f.due_at <= now() and f.tenant_id <> all (array(select d.tenant_id from workspace_deletion d))
    $$;
