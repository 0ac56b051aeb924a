-- Where a password lets somebody in: where memberships() leads, closed workspaces included, but for those whose identity
-- provider is the only way for them.
create or replace function memberships_by_password(of_person uuid) returns table (tenant_id uuid, member_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select k.tenant_id, k.member_id
      from memberships(of_person) with ordinality as k (tenant_id, member_id, place)
      join member m on m.tenant_id = k.tenant_id and m.id = k.member_id
     where m.role = 'OWNER'
        or not exists (select from sso_connection c
                        where c.tenant_id = k.tenant_id and c.enabled and c.sso_only)
     order by k.place
    $$;
