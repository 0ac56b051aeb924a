-- The operator takes a second factor away from somebody who has lost it. Whoever is logged in as this person is so no more.
-- False, and nothing changes, when none is on.
create function reset_second_factor(of_person uuid) returns boolean
    language sql security definer set search_path = public, pg_temp
    as $$
    with dropped as (
        delete from second_factor f where f.person_id = of_person and f.confirmed_at is not null returning f.person_id),
    ended as (
        delete from session s using member m, dropped d
         where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = d.person_id
        returning 1),
    halves as (
        delete from half_log_in h using dropped d where h.person_id = d.person_id returning 1)
    select exists (select from dropped)
    $$;
