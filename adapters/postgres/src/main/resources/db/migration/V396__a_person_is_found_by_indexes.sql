-- Who asks for a person reads no lead that is somebody else's: an erasure read every lead of its workspace, once more while
-- it had the turn. Address and phone stand among the words of a lead, whose index there is; an external id does not where
-- the company is sensitive.
create index lead_external_id on lead (tenant_id, external_id) where external_id is not null;

-- Those with an address or a number among whose words it is. The owner searches, as in leads_with_words.
create function leads_that_say(words tsquery, value text) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp
    set enable_seqscan = off set enable_indexscan = off
    as $$
    select l.id
      from lead l
     where l.tenant_id = current_tenant() and l.words @@ leads_that_say.words
       and (l.email = leads_that_say.value or l.phone = leads_that_say.value)
    $$;

-- As the one before it, which nodes of the version before ask. The words are what a search finds the whole
-- address or number by; null for other handles.
create function leads_of_person(handle text, words tsquery) returns setof uuid
    language sql stable
    as $$
    with asked as (
        select left(leads_of_person.handle, 2) as kind,
               split_part(leads_of_person.handle, ':', 2) as crm,
               case left(leads_of_person.handle, 2)
                   when 'r:' then substr(leads_of_person.handle, 4 + length(split_part(leads_of_person.handle, ':', 2)))
                   else substr(leads_of_person.handle, 3)
               end as value),
    found as (
        select i.lead_id as lead from lead_identity i
         where i.tenant_id = current_tenant() and i.handle = leads_of_person.handle
        union
        select s.lead from asked a cross join lateral leads_that_say(leads_of_person.words, a.value) as s (lead)
         where a.kind in ('e:', 'p:')
        union
        select l.id from asked a join lead l on l.tenant_id = current_tenant() and l.external_id = a.value
         where a.kind = 'x:'
        union
        select c.lead_id from asked a
          join crm_record c on c.tenant_id = current_tenant() and c.connection_key = a.crm and c.external_id = a.value
         where a.kind = 'r:'
        union
        select l.id from asked a join lead l on l.tenant_id = current_tenant() and l.external_id = a.value
         where a.kind = 'r:' and not is_record_of_other_crm(current_tenant(), l.id, a.crm, a.value))
    select f.lead from found f
    union
    select m.lead_id from found f
      join merged_lead m on m.tenant_id = current_tenant() and m.into_lead_id = f.lead
    $$;
