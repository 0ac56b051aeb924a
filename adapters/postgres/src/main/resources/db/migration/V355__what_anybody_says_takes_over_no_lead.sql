-- As the one before it. An external id that anybody may have typed ('own_crm' is empty then) finds no lead that is known
-- by another address or another phone than the ones told with it: whoever guesses the id of a lead would otherwise write
-- an address of their own into it.
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
     limit 1;
    if known is null then
        return fresh;
    end if;
    update lead_identity set lead_id = known where tenant_id = tenant and lead_id = fresh;
    return known;
end
$$;

-- Whether a lead is known by addresses of which none is among these, which hold one; or by phones.
create function is_known_otherwise(tenant uuid, lead uuid, handles text[]) returns boolean
    language sql stable
    as $$
    select exists (
        select from unnest(array['e:', 'p:']) as of (kind)
         where exists (select from unnest(handles) as h where starts_with(h, of.kind))
           and exists (select from lead_identity k
                        where k.tenant_id = tenant and k.lead_id = lead and starts_with(k.handle, of.kind))
           and not exists (select from lead_identity k
                            where k.tenant_id = tenant and k.lead_id = lead and k.handle = any (handles)
                              and starts_with(k.handle, of.kind)))
    $$;
