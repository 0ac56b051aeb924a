-- Of these sessions (hashes of their tokens, in hex), of all workspaces, those that are there and whose members may be. Streams
-- that are open ask every few seconds, all of a node at once.
create function open_sessions(hashes text[]) returns setof bytea
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select s.token_hash
      from session s
      join member m on m.tenant_id = s.tenant_id and m.id = s.member_id and m.active
     where s.token_hash = any (array(select decode(h.hash, 'hex') from unnest(hashes) as h (hash)))
       and (s.sso or m.role = 'OWNER'
            or not exists (select from sso_connection c
                            where c.tenant_id = s.tenant_id and c.enabled and c.sso_only))
    $$;
