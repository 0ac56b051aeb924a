-- What is inserted into the index of words waits in a list. At the default limit of 4 MB whoever filled it sorted all of it in
-- while the turn waited: half a second each 5,000 leads. Now the nodes sort it in every few seconds, beside the turns.
alter index lead_words set (gin_pending_list_limit = 65536);

-- Pages that were sorted in; 0 while another node is at it. Only the owner of an index may.
create function sort_in_words() returns bigint
    language sql security definer set search_path = public, pg_temp
    as $$
    select case when pg_try_advisory_xact_lock(hashtext('sort_in_words')) then gin_clean_pending_list('lead_words') else 0 end
    $$;
