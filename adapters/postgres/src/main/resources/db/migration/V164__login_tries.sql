-- Tries that are counted before it is known whether they succeed: of many at once no more are let through than one after
-- the other.

-- The counts of the subjects for whoever decides by them whether to count another try. Nobody else who asks this way gets
-- them before the transaction is over. What is locked are the names and not the rows: a log-in that succeeds deletes those.
create function hold_login_failures(subjects text[]) returns table (subject text, failures integer, last_failed_at timestamptz)
    language sql security definer set search_path = public, pg_temp
    as $$
    select pg_advisory_xact_lock(7220602, o.key)
      from (select distinct hashtext(s) as key from unnest(subjects) s order by key) o;
    select f.subject, f.failures, f.last_failed_at from login_failure f where f.subject = any (subjects)
    $$;

-- A try that was counted has succeeded. Unless somebody has tried since, the last failure is again the one before it.
create function take_back_login_failure(subject text, counted_at timestamptz, before timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from login_failure f where f.subject = take_back_login_failure.subject and f.failures <= 1;
    update login_failure f
       set failures = f.failures - 1,
           last_failed_at = case when f.last_failed_at = counted_at then before else f.last_failed_at end
     where f.subject = take_back_login_failure.subject
    $$;
