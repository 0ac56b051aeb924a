-- What is over and is kept by no setting: invitations that have lapsed, bounces of addresses that no rep has any more, and
-- what was told of meetings whose booking never came, with the words of whoever took it back.

-- As the one before it, with those. Leads of which somebody holds what they are known by stay for the next time: whoever
-- takes in an event of one has it, and may wait for the turn then.
create or replace function purge_some(kind text, at_most integer, hold interval) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    kept retention%rowtype;
    ids uuid[];
    gone bigint := 0;
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
    when 'stories' then
        -- No batch decides about them meanwhile.
        perform from routing_turn t where t.tenant_id = mine for update;
        ids := array(select past_stories(now() - make_interval(days => kept.story_days), at_most));
        delete from timeline t where t.tenant_id = mine and t.lead_id = any (ids);
        delete from routing_run r where r.tenant_id = mine and r.lead_id = any (ids);
        update lead l set story_gone_at = now() where l.tenant_id = mine and l.id = any (ids);
        gone := cardinality(ids);
    when 'leads' then
        ids := array(select past_leads(now() - make_interval(days => kept.lead_days), at_most));
        with held as materialized (
            select i.lead_id, i.handle from lead_identity i
             where i.tenant_id = mine and i.lead_id = any (ids)
               for update skip locked)
        select coalesce(array_agg(l.id), '{}') into ids
          from unnest(ids) as l (id)
         where (select count(*) from lead_identity i where i.tenant_id = mine and i.lead_id = l.id)
             = (select count(*) from held h where h.lead_id = l.id);
        perform from routing_turn t where t.tenant_id = mine for update;
        ids := array(select l.id from past_leads(now() - make_interval(days => kept.lead_days), at_most) as l (id)
                      where l.id = any (ids));
        perform delete_leads(ids);
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
    when 'invitations' then
        delete from invitation i
         where i.tenant_id = mine
           and i.id in (select c.id from invitation c
                         where c.tenant_id = mine and c.expires_at < now() - interval '1 day'
                         limit at_most for update skip locked);
        get diagnostics gone = row_count;
    when 'bounces' then
        delete from mail_bounce b
         where b.tenant_id = mine
           and b.address in (select c.address from mail_bounce c
                              where c.tenant_id = mine and c.at < now() - interval '1 day'
                                and not exists (select from configuration_document r
                                                 where r.tenant_id = mine and r.kind = 'REP'
                                                   and lower(r.document ->> 'email') = c.address)
                              limit at_most for update skip locked);
        get diagnostics gone = row_count;
    when 'meetings' then
        delete from meeting m
         where m.tenant_id = mine
           and m.id in (select c.id from meeting c
                         where c.tenant_id = mine and c.lead_id is null and c.told_at < now() - interval '30 days'
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
