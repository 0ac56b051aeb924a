-- Workspaces that were closed. After a time in which that can be undone, a node deletes all that is theirs, in small steps
-- that any other node can go on with.

create table workspace_deletion (
    tenant_id  uuid primary key references tenant,
    closed_at  timestamptz not null,
    due_at     timestamptz not null,
    -- From then on it cannot be undone.
    begun_at   timestamptz,
    -- Until when the node that deletes keeps the others off.
    held_until timestamptz,
    rows_gone  bigint not null default 0
);
select protect('workspace_deletion');
select allow_owner_scan('workspace_deletion');
revoke update on workspace_deletion from ${application_role};

-- What is left of a workspace: that there was one. Nothing in it is about anybody.
create table deleted_workspace (
    id         uuid primary key,
    closed_at  timestamptz not null,
    deleted_at timestamptz not null,
    rows_gone  bigint not null
);
alter table deleted_workspace enable row level security;
alter table deleted_workspace force row level security;
select allow_owner_scan('deleted_workspace');

create function closed_workspaces() returns table (tenant_id uuid, closed_at timestamptz, due_at timestamptz, begun boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select d.tenant_id, d.closed_at, d.due_at, d.begun_at is not null from workspace_deletion d $$;

-- Takes a workspace whose time is over, or one that a node has left half done. What was under way when it was closed has a
-- minute to end, which is longer than any transaction may take: nothing is written behind the deletion's back.
create function claim_workspace_deletion(hold interval) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$
    update workspace_deletion d
       set held_until = now() + hold, begun_at = coalesce(d.begun_at, now())
      from (select c.tenant_id
              from workspace_deletion c
             where c.due_at <= now() and c.closed_at <= now() - interval '1 minute'
               and (c.held_until is null or c.held_until <= now())
             order by c.due_at
             limit 1
               for update skip locked) due
     where d.tenant_id = due.tenant_id
    returning d.tenant_id
    $$;

-- Every table with rows of tenants, those that point at others before the others. Read from the catalogue, so that a table
-- that is added one day is not forgotten. The keyset, and what leads the deletion, go last and by themselves.
create function tenant_tables() returns table (name regclass)
    language sql stable set search_path = public, pg_temp
    as $$
    with recursive held (name) as (
        select c.oid
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
           and c.relname not in ('tenant', 'tenant_keyset', 'workspace_deletion')),
    walk (name, depth) as (
        select h.name, 0 from held h
        union
        select k.conrelid, w.depth + 1
          from walk w
          join pg_constraint k on k.confrelid = w.name and k.contype = 'f' and k.conrelid <> k.confrelid
          join held h on h.name = k.conrelid
         where w.depth < 20)
    select w.name::regclass from walk w group by w.name order by max(w.depth) desc, w.name::regclass::text
    $$;

-- The accounts of people who belong to no workspace any more.
create function delete_persons(persons uuid[]) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    lonely uuid[];
    pointing record;
    gone bigint;
begin
    select array_agg(l.id) into lonely
      from (select p.id
              from person p
             where p.id = any (persons) and not exists (select from member m where m.person_id = p.id)
             order by p.id
               for update) l;
    for pointing in
        select k.conrelid::regclass as name, a.attname as person
          from pg_constraint k
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.contype = 'f' and k.confrelid = 'person'::regclass and k.conrelid <> 'member'::regclass
    loop
        execute format('delete from %s where %I = any ($1)', pointing.name, pointing.person) using lonely;
    end loop;
    delete from login_failure f
     using person p
     where p.id = any (lonely) and f.subject = 'account:' || encode(sha256(convert_to(p.email, 'UTF8')), 'hex');
    delete from person p where p.id = any (lonely);
    get diagnostics gone = row_count;
    return gone;
end
$$;
revoke execute on function delete_persons(uuid[]) from public;

-- Deletes some rows of the tenant of this transaction, which must be one whose deletion has begun, and says how many. It
-- waits for nobody's rows: what somebody holds is left for the next time.
create function delete_workspace_rows(at_most integer, hold interval) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    relation regclass;
    persons uuid[];
    touched bigint;
    gone bigint := 0;
begin
    perform from workspace_deletion d where d.tenant_id = mine and d.begun_at is not null for update;
    if not found then
        raise exception 'workspace % is not one that is being deleted', mine;
    end if;
    for relation in select t.name from tenant_tables() t loop
        if relation = 'member'::regclass then
            with taken as (
                delete from member m
                 where m.tenant_id = mine
                   and m.id in (select c.id from member c where c.tenant_id = mine
                                 limit at_most - gone for update skip locked)
                returning m.person_id)
            select array_agg(t.person_id) into persons from taken t;
            gone := gone + coalesce(cardinality(persons), 0) + delete_persons(persons);
        else
            execute format('delete from %1$s t where t.tenant_id = $1 and t.ctid = any (array('
                           'select c.ctid from %1$s c where c.tenant_id = $1 limit $2 for update skip locked))', relation)
              using mine, at_most - gone;
            get diagnostics touched = row_count;
            gone := gone + touched;
        end if;
        exit when gone >= at_most;
    end loop;
    update workspace_deletion d set held_until = now() + hold, rows_gone = d.rows_gone + gone where d.tenant_id = mine;
    return gone;
end
$$;

-- The last step: the keyset, and then the workspace itself. Says how many rows went before; null when there are some left.
create function finish_workspace_deletion() returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    relation regclass;
    left_over boolean;
    deletion workspace_deletion%rowtype;
begin
    select * into deletion from workspace_deletion d where d.tenant_id = mine and d.begun_at is not null for update;
    if not found then
        raise exception 'workspace % is not one that is being deleted', mine;
    end if;
    for relation in select t.name from tenant_tables() t loop
        execute format('select exists (select from %s where tenant_id = $1)', relation) into left_over using mine;
        if left_over then
            return null;
        end if;
    end loop;
    delete from tenant_keyset k where k.tenant_id = mine;
    insert into deleted_workspace (id, closed_at, deleted_at, rows_gone)
    values (mine, deletion.closed_at, clock_timestamp(), deletion.rows_gone);
    delete from workspace_deletion d where d.tenant_id = mine;
    delete from tenant t where t.tenant_id = mine;
    return deletion.rows_gone;
end
$$;

-- In a closed workspace nothing is taken up any more, until it is open again.

create or replace function claim_received_events(at_most integer, hold interval) returns table (tenant_id uuid, id uuid)
    language sql security definer set search_path = public, pg_temp
    as $$
    update inbound_event e
       set due_at = now() + hold
      from (select c.tenant_id, c.id
              from inbound_event c
             where c.state = 'RECEIVED' and c.due_at <= now()
               and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)
             order by c.due_at
             limit at_most
               for update of c skip locked) due
     where e.tenant_id = due.tenant_id and e.id = due.id
    returning e.tenant_id, e.id
    $$;

create or replace function tenants_to_route() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct e.tenant_id
      from inbound_event e
     where e.state = 'READY' and e.due_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = e.tenant_id)
    $$;

create or replace function claim_deliveries(at_most integer, hold interval) returns table (tenant_id uuid, id uuid)
    language sql security definer set search_path = public, pg_temp
    as $$
    update delivery d
       set state = 'SENDING', due_at = now() + hold
      from (select c.tenant_id, c.id
              from delivery c
             where c.state in ('PENDING', 'RETRYING', 'SENDING') and c.due_at <= now()
               and not exists (select from workspace_deletion w where w.tenant_id = c.tenant_id)
             order by c.due_at
             limit at_most
               for update of c skip locked) due
     where d.tenant_id = due.tenant_id and d.id = due.id
    returning d.tenant_id, d.id
    $$;

-- A closed workspace is there for its owners only, who can open it again; the open ones come first.
create or replace function memberships(of_person uuid) returns table (tenant_id uuid, member_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select m.tenant_id, m.id
      from member m
      left join workspace_deletion d on d.tenant_id = m.tenant_id
     where m.person_id = of_person and m.active and (d.tenant_id is null or m.role = 'OWNER')
     order by d.tenant_id is not null, m.created_at
    $$;

-- How many of the members belong to no other workspace.
create function lonely_members() returns bigint
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select count(*)
      from member m
     where m.tenant_id = current_tenant()
       and not exists (select from member o where o.person_id = m.person_id and o.tenant_id <> m.tenant_id)
    $$;
