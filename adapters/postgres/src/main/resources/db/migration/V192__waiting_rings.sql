-- Leads whose rule has another ring that joins at a time; of all tenants, since any node looks for what is due.
create index lead_ring on lead (look_again_at) where status = 'QUEUED' and look_again_at is not null;

create function tenants_with_rings() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct l.tenant_id
      from lead l
     where l.status = 'QUEUED' and l.look_again_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = l.tenant_id)
    $$;
