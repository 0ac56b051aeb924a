-- How long a workspace keeps what is over, in days, and what has been removed since the log last told of it.
create table retention (
    tenant_id     uuid primary key references tenant,
    -- Of events that are done, with what was sent.
    event_days    integer not null default 30 check (event_days between 7 and 3650),
    -- Of messages that were sent or given up.
    delivery_days integer not null default 90 check (delivery_days between 7 and 3650),
    -- Of timeline and traces of leads that are closed; null: as long as the lead.
    story_days    integer check (story_days between 1 and 3650),
    -- Of leads that are closed; null: for ever.
    lead_days     integer check (lead_days between 1 and 3650),
    -- Of the hashes by which an event about an erased person is known.
    erasure_days  integer not null default 30 check (erasure_days between 7 and 3650),
    due_at        timestamptz not null default now(),
    removed       jsonb not null default '{}'
);
select protect('retention');
select allow_owner_scan('retention');

-- Closed leads by their last change, for whoever looks for those whose time is over.
create index lead_closed on lead (tenant_id, updated_at) where status in ('REJECTED', 'COMPLETED');
-- When timeline and traces of a closed lead were removed.
alter table lead add column story_gone_at timestamptz;
create index lead_story on lead (tenant_id, updated_at)
    where status in ('REJECTED', 'COMPLETED') and (story_gone_at is null or story_gone_at < updated_at);

-- The least id of that moment: ids are ordered by time, so the primary key finds what is old.
create function id_from(at timestamptz) returns uuid
    language sql immutable
    as $$ select (lpad(to_hex(greatest(0, floor(extract(epoch from at) * 1000))::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- What is over and older than 'before', the oldest first. Both those who count and those who remove ask here.

create function past_events(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select e.id from inbound_event e
     where e.tenant_id = current_tenant() and e.id < id_from(before) and e.received_at < before
       and e.state in ('ROUTED', 'IGNORED', 'FAILED')
     order by e.id limit at_most
    $$;

create function past_deliveries(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select d.id from delivery d
     where d.tenant_id = current_tenant() and d.id < id_from(before) and d.updated_at < before
       and d.state in ('DELIVERED', 'DEAD')
     order by d.id limit at_most
    $$;

create function past_messages(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select m.id from sandbox_message m
     where m.tenant_id = current_tenant() and m.at < before
     order by m.at limit at_most
    $$;

-- Whether nobody has it, nothing about it waits to be routed, and nothing about it waits to be sent.
create function is_without_open_work(lead uuid) returns boolean
    language sql stable
    as $$
    select not exists (select from assignment a
                        where a.tenant_id = current_tenant() and a.lead_id = lead and a.state in ('OFFERED', 'ACCEPTED'))
       and not exists (select from inbound_event e
                        where e.tenant_id = current_tenant() and e.lead_id = lead and e.state in ('RECEIVED', 'READY'))
       and not exists (select from delivery d
                        where d.tenant_id = current_tenant() and d.lead_id = lead
                          and d.state in ('PENDING', 'SENDING', 'RETRYING'))
    $$;

create function past_leads(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select l.id from lead l
     where l.tenant_id = current_tenant() and l.status in ('REJECTED', 'COMPLETED') and l.updated_at < before
       and is_without_open_work(l.id)
     order by l.updated_at limit at_most
    $$;

create function past_stories(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select l.id from lead l
     where l.tenant_id = current_tenant() and l.status in ('REJECTED', 'COMPLETED') and l.updated_at < before
       and (l.story_gone_at is null or l.story_gone_at < l.updated_at)
       and is_without_open_work(l.id)
     order by l.updated_at limit at_most
    $$;

create function past_sessions(at_most integer) returns setof uuid
    language sql stable
    as $$
    select s.id from session s
     where s.tenant_id = current_tenant()
       and (s.created_at < now() - interval '1 day' or s.last_seen_at < now() - interval '1 day')
     limit at_most
    $$;

-- Takes a workspace that is due and keeps other nodes off it for a while; and removes what is over and no workspace's.
create function claim_purge(hold interval) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from login_failure f
     where f.subject in (select o.subject from login_failure o where o.last_failed_at < now() - interval '1 day'
                            for update skip locked);
    delete from password_reset r where r.expires_at < now() - interval '1 day';
    delete from sign_up s where s.expires_at < now() - interval '1 day';
    insert into retention (tenant_id)
    select t.tenant_id from tenant t
     where not exists (select from retention r where r.tenant_id = t.tenant_id)
        on conflict do nothing;
    update retention r
       set due_at = now() + hold
      from (select c.tenant_id
              from retention c
             where c.due_at <= now()
               and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)
             order by c.due_at
             limit 1
               for update of c skip locked) due
     where r.tenant_id = due.tenant_id
    returning r.tenant_id
    $$;

-- Deletes every copy of these leads. Says how many of each kind there were.
create function delete_leads(leads uuid[]) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb := '{}';
    touched bigint;
begin
    delete from inbound_event e where e.tenant_id = mine and e.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('events', touched);
    delete from timeline t where t.tenant_id = mine and t.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('timeline', touched);
    delete from routing_run r where r.tenant_id = mine and r.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('runs', touched);
    delete from delivery d where d.tenant_id = mine and d.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('deliveries', touched);
    delete from sandbox_message m where m.tenant_id = mine and m.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('sandboxMessages', touched);
    delete from assignment a where a.tenant_id = mine and a.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('assignments', touched);
    delete from lead_identity i where i.tenant_id = mine and i.lead_id = any (leads);
    delete from lead l where l.tenant_id = mine and l.id = any (leads);
    get diagnostics touched = row_count;
    return counts || jsonb_build_object('leads', touched);
end
$$;
revoke execute on function delete_leads(uuid[]) from public;

-- Removes some of one kind, as the workspace has set it; says how many it took up. It waits for nobody's rows but for the
-- turn, under which leads are decided. Zero: none is left that nobody holds.
create function purge_some(kind text, at_most integer, hold interval) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    kept retention%rowtype;
    ids uuid[];
    gone bigint := 0;
    touched bigint;
begin
    select * into kept from retention r where r.tenant_id = mine for update;
    case kind
    when 'events' then
        delete from inbound_event e
         where e.tenant_id = mine
           and e.id in (select c.id from inbound_event c
                         where c.tenant_id = mine
                           and c.id in (select past_events(now() - make_interval(days => kept.event_days), at_most))
                           for update skip locked);
        get diagnostics gone = row_count;
    when 'deliveries' then
        delete from delivery d
         where d.tenant_id = mine
           and d.id in (select c.id from delivery c
                         where c.tenant_id = mine
                           and c.id in (select past_deliveries(now() - make_interval(days => kept.delivery_days), at_most))
                           for update skip locked);
        get diagnostics gone = row_count;
    when 'messages' then
        delete from sandbox_message m
         where m.tenant_id = mine
           and m.id in (select past_messages(now() - make_interval(days => kept.delivery_days), at_most));
        get diagnostics gone = row_count;
    when 'stories', 'leads' then
        -- No batch decides about them meanwhile.
        perform from routing_turn t where t.tenant_id = mine for update;
        if kind = 'leads' then
            ids := array(select past_leads(now() - make_interval(days => kept.lead_days), at_most));
            perform delete_leads(ids);
        else
            ids := array(select past_stories(now() - make_interval(days => kept.story_days), at_most));
            delete from timeline t where t.tenant_id = mine and t.lead_id = any (ids);
            delete from routing_run r where r.tenant_id = mine and r.lead_id = any (ids);
            update lead l set story_gone_at = now() where l.tenant_id = mine and l.id = any (ids);
        end if;
        gone := cardinality(ids);
    when 'sessions' then
        delete from session s
         where s.tenant_id = mine
           and s.id in (select c.id from session c
                         where c.tenant_id = mine and c.id in (select past_sessions(at_most)) for update skip locked);
        get diagnostics gone = row_count;
    when 'erasures' then
        delete from erased_identity e
         where e.tenant_id = mine
           and e.handle_hash in (select c.handle_hash from erased_identity c
                                  where c.tenant_id = mine
                                    and c.erased_at < now() - make_interval(days => kept.erasure_days)
                                  limit at_most for update skip locked);
        get diagnostics gone = row_count;
    else
        raise exception 'nothing is known of %', kind;
    end case;
    update retention r
       set due_at = now() + hold,
           removed = r.removed || jsonb_build_object(kind, coalesce((r.removed ->> kind)::bigint, 0) + gone)
     where r.tenant_id = mine;
    return gone;
end
$$;
