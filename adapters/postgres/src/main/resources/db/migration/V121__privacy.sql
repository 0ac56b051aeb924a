-- Forgetting a person. What stays is a keyed hash of what the person was found by, so that an event that comes again, or
-- comes late, does not bring the person back.
create table erased_identity (
    tenant_id   uuid not null references tenant,
    handle_hash text not null,
    erased_at   timestamptz not null default now(),
    primary key (tenant_id, handle_hash)
);
select protect('erased_identity');
revoke update, delete on erased_identity from ${application_role};

-- The story of a lead is deleted here and nowhere else.
revoke delete on routing_run, timeline from ${application_role};

-- The leads that belong to one handle, as lead_identity spells it. It reads all leads of the tenant: it is asked seldom, and
-- indexes for it would cost each lead that comes in.
create function leads_of_person(handle text) returns setof uuid
    language sql stable
    as $$
    select i.lead_id from lead_identity i where i.tenant_id = current_tenant() and i.handle = leads_of_person.handle
    union
    select l.id from lead l
     where l.tenant_id = current_tenant()
       and case left(leads_of_person.handle, 2)
           when 'e:' then l.email
           when 'p:' then l.phone
           when 'x:' then l.external_id
           end = substr(leads_of_person.handle, 3)
    $$;

-- Whether an event that belongs to no lead names the value, plainly or as a form escapes it.
create function names_person(raw bytea, value text) returns boolean
    language sql immutable
    as $$
    select position(lower(value) in lower(encode(raw, 'escape'))) > 0
        or position(replace(replace(lower(value), '@', '%40'), '+', '%2b') in lower(encode(raw, 'escape'))) > 0
    $$;

-- Deletes every copy of these leads, and the events that belong to none of them but name the value. Says how many.
create function erase_leads(leads uuid[], value text) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb := '{}';
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

    delete from inbound_event e
     where e.tenant_id = mine
       and (e.lead_id = any (erase_leads.leads) or e.lead_id is null and names_person(e.raw, value));
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('events', touched);
    delete from timeline t where t.tenant_id = mine and t.lead_id = any (erase_leads.leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('timeline', touched);
    delete from routing_run r where r.tenant_id = mine and r.lead_id = any (erase_leads.leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('runs', touched);
    delete from delivery d where d.tenant_id = mine and d.lead_id = any (erase_leads.leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('deliveries', touched);
    delete from sandbox_message m where m.tenant_id = mine and m.lead_id = any (erase_leads.leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('sandboxMessages', touched);
    delete from assignment a where a.tenant_id = mine and a.lead_id = any (erase_leads.leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('assignments', touched);
    delete from lead_identity i where i.tenant_id = mine and i.lead_id = any (erase_leads.leads);
    delete from lead l where l.tenant_id = mine and l.id = any (erase_leads.leads);
    get diagnostics touched = row_count;
    return counts || jsonb_build_object('leads', touched);
end
$$;
