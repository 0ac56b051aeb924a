-- An offer that several got counts as nobody's work until somebody accepts it, so its end takes nothing away either: it
-- let a rep have one lead more than fits.
create or replace function erase_leads(leads uuid[], events uuid[], texts text[], phone text) returns jsonb
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
               and not (a.broadcast and a.state = 'OFFERED')
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
