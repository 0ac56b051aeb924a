-- A browser that was allowed to show messages goes on when its session lapses, and with the session that it gets next. By the
-- hash of a session's secret, which the browser alone can tell: in whichever workspaces its person has allowed them.

-- What is somebody else's ends with it: on a computer that several people use, nobody reads on what was for the one before.
create function hand_devices_over(before bytea, after bytea) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from push_subscription p using member m
     where p.session = before and m.tenant_id = p.tenant_id and m.id = p.member_id
       and m.person_id is distinct from
           (select o.person_id from session s join member o on o.tenant_id = s.tenant_id and o.id = s.member_id
             where s.token_hash = after);
    update push_subscription p set session = after where p.session = before
    $$;

-- Whoever logs out wants no messages in that browser any more, of no workspace. Answers how many devices that were.
create function silence_devices(of_session bytea) returns bigint
    language sql security definer set search_path = public, pg_temp
    as $$
    with gone as (delete from push_subscription p where p.session = of_session returning 1)
    select count(*) from gone
    $$;
