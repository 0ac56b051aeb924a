-- An erasure held a person's leads and waited for their messages, while an escalation that was given up held its message and waited
-- for the lead, of which it notes that nobody has heard: the database ended one of them. Messages come first now.

-- Deletes every copy of these leads but for events that are still to be dealt with: one may have come in since the leads were
-- found, and finds that its lead is gone. Says how many of each kind there were. Records of pools name nobody and stay.
create or replace function delete_leads(leads uuid[]) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb := '{}';
    touched bigint;
begin
    -- Before the leads: whoever keeps what came of a message has the message, and may ask for the lead after it.
    perform from delivery d where d.tenant_id = mine and d.lead_id = any (leads) order by d.id for update;
    -- Then, before all else: what keeps something of a lead meanwhile asks for the lead, and waits here until it is gone.
    perform from lead l where l.tenant_id = mine and l.id = any (leads) order by l.id for update;
    delete from inbound_event e
     where e.tenant_id = mine and e.lead_id = any (leads) and e.state in ('ROUTED', 'IGNORED', 'FAILED');
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
    delete from outcome o where o.tenant_id = mine and o.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('outcomes', touched);
    delete from assignment a where a.tenant_id = mine and a.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('assignments', touched);
    delete from disclosure c where c.tenant_id = mine and c.lead_id = any (leads);
    delete from lead_identity i where i.tenant_id = mine and i.lead_id = any (leads);
    delete from lead l where l.tenant_id = mine and l.id = any (leads);
    get diagnostics touched = row_count;
    return counts || jsonb_build_object('leads', touched);
end
$$;
