-- Every message waited for the disk twice: for the commit of its lead, and then for that of its turn at the address. Should the second one be
-- lost in a crash, an address may be written to a little faster than it likes, and what was put off has its hold lapse: nothing is lost by it,
-- and nothing told twice. So that commit does not wait; those of leads and of outcomes do.
create or replace function lock_paces(of_tenant uuid, of_names text[]) returns table (name text, until timestamptz)
    language plpgsql set search_path = public, pg_temp
    as $$
#variable_conflict use_column
begin
    perform set_config('synchronous_commit', 'off', true);
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
