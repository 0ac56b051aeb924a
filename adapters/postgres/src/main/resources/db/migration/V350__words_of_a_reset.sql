-- What the password that a link sets may not be: the names of the person and of their workspaces. No row: no such link.
create function password_reset_words(hash bytea, at timestamptz) returns setof text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select unnest(array[p.email, p.name])
      from password_reset r join person p on p.id = r.person_id
     where r.token_hash = hash and is_password_reset(hash, at)
    union
    select unnest(array[t.slug, t.name])
      from password_reset r
      cross join lateral memberships(r.person_id) m
      join tenant t on t.tenant_id = m.tenant_id
     where r.token_hash = hash and is_password_reset(hash, at)
    $$;
