-- Failures from one address count for an hour from the first of them. Many people may share an address, and among them
-- somebody mistypes every few minutes: counted until an hour passed without any, the address of a whole office came to its
-- limit in a morning, and stayed there all day. An account's count goes on, as long as it is guessed at.
alter table login_failure add column since timestamptz;

create or replace function record_login_failure(subject text, at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into login_failure as f (subject, failures, last_failed_at, since)
    values (record_login_failure.subject, 1, at, at)
    on conflict (subject) do update
       set (failures, since) =
               (select case when o.over then 1 else f.failures + 1 end,
                       case when o.over then at else coalesce(f.since, f.last_failed_at) end
                  from (select f.last_failed_at < at - interval '1 hour'
                               or f.subject like 'address:%' and coalesce(f.since < at - interval '1 hour', false) as over) o),
           last_failed_at = at
    $$;
