-- Who was linked to no rep is the one with the same address, which each request of theirs asks. Behind row-level security
-- no index is asked by lower(), so the owner looks, and nowhere but in the tenant of the transaction.
create index rep_address on configuration_document (tenant_id, lower(document ->> 'email')) where kind = 'REP';

-- Null when there is none, or more than one.
create function rep_with_address(address text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select min(r.key)
      from configuration_document r
     where r.tenant_id = current_tenant() and r.kind = 'REP' and lower(r.document ->> 'email') = address
    having count(*) = 1
    $$;
