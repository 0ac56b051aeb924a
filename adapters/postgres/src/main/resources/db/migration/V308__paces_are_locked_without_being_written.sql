-- An address whose pace is asked for was written for that, and written again for what came of it. A row that is not there cannot be held,
-- so it is made first; all in the order of names, and what is made before what is held, so that two never wait for each other. The second
-- statement sees what others have made meanwhile.
create function lock_paces(of_tenant uuid, of_names text[]) returns table (name text, until timestamptz)
    language plpgsql set search_path = public, pg_temp
    as $$
#variable_conflict use_column
begin
    insert into dispatch_pace (tenant_id, name, until)
    select of_tenant, n.name, 'epoch'
      from unnest(of_names) as n (name)
     where not exists (select from dispatch_pace p where p.tenant_id = of_tenant and p.name = n.name)
     order by n.name
    on conflict (tenant_id, name) do nothing;
    return query
        select p.name, p.until from dispatch_pace p
         where p.tenant_id = of_tenant and p.name = any (of_names)
         order by p.name
           for update;
end $$;
