-- Whether a link opens a workspace that somebody has asked for. A look at it changes nothing: programs that scan mail look too.
create function is_sign_up(hash bytea, at timestamptz) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$ select exists (select from sign_up s where s.token_hash = hash and s.expires_at > at) $$;
