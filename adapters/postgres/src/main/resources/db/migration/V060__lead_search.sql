-- Finds leads by the beginnings of their words. Behind row-level security an operator that is not leakproof cannot use an
-- index, so the owner searches, and nowhere but in the tenant of the transaction.
drop index lead_words;
create index lead_words on lead using gin (tenant_id, words);
select allow_owner_scan('lead');

-- The leads that have the words; null when there are more than that many, which reading on by arrival finds sooner. How
-- many there are is not known when the plan is made: only the index on words is right for few of very many.
create function leads_with_words(query tsquery, at_most integer) returns uuid[]
    language sql stable security definer set search_path = public, pg_temp
    set enable_seqscan = off set enable_indexscan = off
    as $$
    select case when count(*) <= at_most then coalesce(array_agg(found.id), '{}') end
      from (select l.id
              from lead l
             where l.tenant_id = current_tenant() and l.words @@ query
             limit at_most + 1) as found
    $$;
