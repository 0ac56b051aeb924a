-- Breaking the glass: the sensitive values of one lead, opened to one member for a while. What became of a member does not
-- matter to it: it tells who has seen what also when they are gone.
create table disclosure (
    tenant_id uuid not null references tenant,
    id        uuid not null,
    member_id uuid not null,
    lead_id   uuid not null,
    reason    text not null check (char_length(reason) between 10 and 500),
    opened_at timestamptz not null,
    ends_at   timestamptz not null check (ends_at > opened_at),
    -- When somebody ended it before.
    ended_at  timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead
);
-- For the lead's page and for what is open to somebody; for the list.
create index disclosure_member on disclosure (tenant_id, member_id, lead_id, opened_at desc);
create index disclosure_lead on disclosure (tenant_id, lead_id);
create index disclosure_opened on disclosure (tenant_id, opened_at desc);
select protect('disclosure');
-- What was said and until when it may last stays as it was; a row goes with its lead.
revoke update, delete on disclosure from ${application_role};
grant update (ended_at) on disclosure to ${application_role};

-- Deletes every copy of these leads but for events that are still to be dealt with: one may have come in since the leads were
-- found, and finds that its lead is gone. Says how many of each kind there were.
create or replace function delete_leads(leads uuid[]) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb := '{}';
    touched bigint;
begin
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
