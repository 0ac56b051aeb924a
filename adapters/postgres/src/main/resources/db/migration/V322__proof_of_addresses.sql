-- What proves that an address is somebody's, and what does not.

-- A workspace's own mail server may hand a letter to anybody: only what the installation's took there proves the address.
update invitation i set mailed = false
 where i.mailed
   and exists (select from connection c where c.tenant_id = i.tenant_id and c.type = 'smtp');

-- A password is hashed for a link that is there and for no other: it costs more than a look.
create function is_password_reset(hash bytea, at timestamptz) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$ select exists (select from password_reset r where r.token_hash = hash and r.expires_at > at) $$;

-- Whoever proves an address that nobody had proved takes the account over: a second factor of somebody else's, who may
-- have made the account beforehand, would keep them out.
create or replace function set_password(person uuid, hash text, keep bytea, confirmed boolean, at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from second_factor f using person p
     where confirmed and f.person_id = person and p.id = person and p.confirmed_at is null;
    update person p
       set password_hash = hash,
           confirmed_at = case when confirmed then coalesce(p.confirmed_at, at) else p.confirmed_at end
     where p.id = person;
    delete from session s using member m
     where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = person
       and s.token_hash is distinct from keep;
    delete from push_subscription s using member m
     where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = person
       and s.session is distinct from keep;
    delete from half_log_in h where h.person_id = person;
    delete from password_reset r where r.person_id = person
    $$;

select allow_owner_scan('sso_identity');

-- Where a password lets somebody in: where memberships() leads, closed workspaces included, but for those whose identity
-- provider is the only way for them. A seat that was taken by the provider's word is the provider's to give: the account
-- of that address may have been made by anybody, as long as nobody has proved that the address is theirs.
create or replace function memberships_by_password(of_person uuid) returns table (tenant_id uuid, member_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select k.tenant_id, k.member_id
      from memberships(of_person) with ordinality as k (tenant_id, member_id, place)
      join member m on m.tenant_id = k.tenant_id and m.id = k.member_id
     where (m.role = 'OWNER'
            or not exists (select from sso_connection c
                            where c.tenant_id = k.tenant_id and c.enabled and c.sso_only))
       and (not exists (select from sso_identity i
                         where i.tenant_id = m.tenant_id and i.member_id = m.id and i.linked_at <= m.created_at)
            or exists (select from person p where p.id = of_person and p.confirmed_at is not null))
     order by k.place
    $$;
