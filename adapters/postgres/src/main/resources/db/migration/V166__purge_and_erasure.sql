-- Deletes every copy of these leads and these events, which are theirs or name the person. Says how many.
drop function erase_leads(uuid[], text[], text);
create function erase_leads(leads uuid[], events uuid[], texts text[], phone text) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb;
    touched bigint;
begin
    -- No batch decides about them meanwhile.
    perform from routing_turn where tenant_id = mine for update;
    update rep_load l
       set open = greatest(0, l.open - held.leads)
      from (select a.rep_key, count(*)::integer as leads
              from assignment a
             where a.tenant_id = mine and a.lead_id = any (erase_leads.leads) and a.state in ('OFFERED', 'ACCEPTED')
             group by a.rep_key) held
     where l.tenant_id = mine and l.rep_key = held.rep_key;
    delete from inbound_event e where e.tenant_id = mine and e.id = any (events);
    get diagnostics touched = row_count;
    update connection_error c set message = ''
     where c.tenant_id = mine and names_person(c.message, texts, phone);
    counts := delete_leads(leads);
    return counts || jsonb_build_object('events', touched + (counts ->> 'events')::bigint);
end
$$;

-- Removes what is over and no workspace's.
create function purge_unowned() returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from login_failure f
     where f.subject in (select o.subject from login_failure o where o.last_failed_at < now() - interval '1 day'
                            for update skip locked);
    delete from password_reset r where r.expires_at < now() - interval '1 day';
    delete from sign_up s where s.expires_at < now() - interval '1 day';
    $$;

-- Takes a workspace that is due and keeps other nodes off it for a while.
create or replace function claim_purge(hold interval) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into retention (tenant_id)
    select t.tenant_id from tenant t
     where not exists (select from retention r where r.tenant_id = t.tenant_id)
       and not exists (select from workspace_deletion d where d.tenant_id = t.tenant_id)
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
