-- When a CRM merges records, whatever one of them was known by means the lead that goes on.

-- It was merged with another: nothing is written to it any more.
alter table crm_record add column gone boolean not null default false;

-- Leads that ended in another one. What a person asks for by the one concerns them as well.
create table merged_lead (
    tenant_id    uuid not null references tenant,
    lead_id      uuid not null,
    into_lead_id uuid not null,
    merged_at    timestamptz not null,
    primary key (tenant_id, lead_id),
    foreign key (tenant_id, lead_id) references lead on delete cascade,
    foreign key (tenant_id, into_lead_id) references lead on delete cascade
);
create index merged_lead_into on merged_lead (tenant_id, into_lead_id);
select protect('merged_lead');

-- As the one before it. Whoever finds a lead by a handle has the handle stay with it until the event is kept: a merge
-- that gives the handle to another lead sees the event then.
create or replace function identify_lead(
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
       and (i.handle not like 'x:%' or own_crm is distinct from ''
            or not is_known_otherwise(tenant, i.lead_id, handles))
     order by wanted.place
     limit 1
       for share of i;
    if known is null then
        return fresh;
    end if;
    update lead_identity set lead_id = known where tenant_id = tenant and lead_id = fresh;
    return known;
end
$$;

-- As the one before it, with the leads that ended in those.
create or replace function leads_of_person(handle text) returns setof uuid
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
         where a.kind = 'r:' and not is_record_of_other_crm(current_tenant(), l.id, a.crm, a.value))
    select f.lead from found f
    union
    select m.lead_id from found f
      join merged_lead m on m.tenant_id = current_tenant() and m.into_lead_id = f.lead
    $$;
