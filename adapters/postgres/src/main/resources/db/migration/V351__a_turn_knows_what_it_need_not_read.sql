-- Every turn read the connections through which people are told, deciphered their secrets, and nearly always found what the one before had
-- found. The versions of their rows (xmin) say whether that is so, whoever has changed them and however: a mark made of them comes with the turn.
-- And where a workspace has no account, there is none to be looked for.
create function begin_turn(of_tenant uuid, patience_millis integer)
    returns table (turn bigint, revision bigint, waits boolean, channels text, accounts boolean)
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    select t.turn, t.revision, t.waits into turn, revision, waits from take_turn(of_tenant, patience_millis) t;
    select concat_ws('/',
                     string_agg(c.id || ':' || c.xmin, ',' order by c.id),
                     string_agg((select string_agg(s.name || ':' || s.xmin, ',' order by s.name)
                                   from connection_secret s
                                  where s.tenant_id = of_tenant and s.connection_id = c.id), ';' order by c.id))
      into channels
      from connection c
     where c.tenant_id = of_tenant and c.type in ('SLACK', 'SMTP') and c.active;
    accounts := exists (select from account a where a.tenant_id = of_tenant);
    return next;
end $$;
