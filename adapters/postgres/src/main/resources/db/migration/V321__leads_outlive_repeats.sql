-- A lead goes with its events, and with them goes by what a repeat of one is known. So it stays while a sender may still
-- repeat one, for seven days, however short a time the workspace has set for leads.
create or replace function past_leads(before timestamptz, at_most integer) returns setof uuid
    language sql stable
    as $$
    select l.id from lead l
     where l.tenant_id = current_tenant() and l.status in ('REJECTED', 'COMPLETED') and l.updated_at < before
       and is_without_open_work(l.id)
       and not exists (select from inbound_event e
                        where e.tenant_id = current_tenant() and e.lead_id = l.id
                          and e.received_at > now() - interval '7 days')
     order by l.updated_at limit at_most
    $$;
