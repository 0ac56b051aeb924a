-- What was missing was made before what was there was held, while turns that are taken with a message's lead (ADR 87) make and hold
-- in the one order of names: each could have what the other waited for, whenever an address is written to for the first time. Where
-- all are there, it is as it was, and nothing is written. Otherwise they are gone through by name.
create or replace function lock_paces(of_tenant uuid, of_names text[]) returns table (name text, until timestamptz)
    language plpgsql set search_path = public, pg_temp
    as $$
#variable_conflict use_column
declare
    one text;
begin
    perform set_config('synchronous_commit', 'off', true);
    if not exists (select from unnest(of_names) as n (name)
                    where not exists (select from dispatch_pace p where p.tenant_id = of_tenant and p.name = n.name)) then
        return query
            select p.name, p.until from dispatch_pace p
             where p.tenant_id = of_tenant and p.name = any (of_names)
             order by p.name
               for update;
        return;
    end if;
    for one in select distinct n.name from unnest(of_names) as n (name) order by n.name loop
        return query
            select p.name, p.until from dispatch_pace p where p.tenant_id = of_tenant and p.name = one for update;
        if not found then
            -- Somebody may make it meanwhile; it is held as what it has become then.
            insert into dispatch_pace (tenant_id, name, until) values (of_tenant, one, 'epoch')
                on conflict (tenant_id, name) do nothing;
            return query
                select p.name, p.until from dispatch_pace p where p.tenant_id = of_tenant and p.name = one for update;
        end if;
    end loop;
end $$;
