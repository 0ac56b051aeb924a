-- Record ids belong to the CRM that gives them: contact 51 of one portal is not contact 51 of another. What a CRM's own
-- connection tells of is therefore known by 'r:' connection ':' id before it is known by 'x:' id, which is shared with
-- whoever else hands leads in.

-- As the one before it; 'own_crm' is the connection that gives the external id, null when another one told of it. An
-- external id says nothing where the lead that has it is the record of another CRM under that very id.
create function identify_lead(
    tenant uuid, handles text[], own_email text, own_external_id text, own_crm text, fresh uuid) returns uuid
    language plpgsql
    as $$
declare
    known uuid;
begin
    -- In one order, so that two transactions cannot wait for each other.
    insert into lead_identity (tenant_id, handle, lead_id)
    select tenant, h, fresh from unnest(handles) as h order by h
    on conflict (tenant_id, handle) do nothing;

    select i.lead_id into known
      from lead_identity i
      join unnest(handles) with ordinality as wanted (handle, place) on wanted.handle = i.handle
      left join lead l on l.tenant_id = i.tenant_id and l.id = i.lead_id
     where i.tenant_id = tenant and i.lead_id <> fresh
       and (i.handle not like 'p:%'
            or (coalesce(l.email = own_email, true) and coalesce(l.external_id = own_external_id, true)))
       and (i.handle not like 'x:%' or own_crm is null
            or not is_record_of_other_crm(tenant, i.lead_id, own_crm, own_external_id))
     order by wanted.place
     limit 1;
    if known is null then
        return fresh;
    end if;
    update lead_identity set lead_id = known where tenant_id = tenant and lead_id = fresh;
    return known;
end
$$;

create function account_of(settings jsonb) returns text
    language sql immutable
    as $$
    select coalesce(settings ->> 'portalId', settings ->> 'organizationId', settings ->> 'baseUrl')
    $$;

-- Connections are made anew under other keys, and two may lead to one account: only what another account calls so is
-- somebody else.
create function is_record_of_other_crm(tenant uuid, lead uuid, crm text, record text) returns boolean
    language sql stable
    as $$
    select exists (select from crm_record c
                     join connection theirs on theirs.tenant_id = c.tenant_id and theirs.key = c.connection_key
                     left join connection own on own.tenant_id = c.tenant_id and own.key = crm
                    where c.tenant_id = tenant and c.lead_id = lead and c.connection_key <> crm and c.external_id = record
                      and (own.type is distinct from theirs.type
                           or account_of(own.settings) is distinct from account_of(theirs.settings)))
    $$;

-- For nodes of the version before, as long as some run.
create or replace function identify_lead(
    tenant uuid, handles text[], own_email text, own_external_id text, fresh uuid) returns uuid
    language sql
    as $$
    select identify_lead(tenant, handles, own_email, own_external_id, null, fresh)
    $$;

-- The leads that belong to one handle, as lead_identity spells it. One that a CRM gives means also those whom others
-- have told of by that id, unless they are the record of another CRM.
create or replace function leads_of_person(handle text) returns setof uuid
    language sql stable
    as $$
    with asked as (
        select left(leads_of_person.handle, 2) as kind,
               split_part(leads_of_person.handle, ':', 2) as crm,
               case left(leads_of_person.handle, 2)
                   when 'r:' then substr(leads_of_person.handle, 4 + length(split_part(leads_of_person.handle, ':', 2)))
                   else substr(leads_of_person.handle, 3)
               end as value)
    select i.lead_id from lead_identity i where i.tenant_id = current_tenant() and i.handle = leads_of_person.handle
    union
    select l.id from asked a join lead l on l.tenant_id = current_tenant()
     where case a.kind
           when 'e:' then l.email
           when 'p:' then l.phone
           when 'x:' then l.external_id
           end = a.value
    union
    select c.lead_id from asked a
      join crm_record c on c.tenant_id = current_tenant() and c.connection_key = a.crm and c.external_id = a.value
     where a.kind = 'r:'
    union
    select l.id from asked a join lead l on l.tenant_id = current_tenant() and l.external_id = a.value
     where a.kind = 'r:' and not is_record_of_other_crm(current_tenant(), l.id, a.crm, a.value)
    $$;
