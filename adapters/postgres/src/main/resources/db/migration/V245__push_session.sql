-- With which session a browser was allowed to show messages, or was used last: by the hash of its secret. Whoever logs out of
-- that wants none there any more. A session that lapses takes no browser with it, so this is no foreign key.
alter table push_subscription add column session bytea;
create index push_subscription_session on push_subscription (tenant_id, session);
select allow_owner_scan('push_subscription');

-- A new password also ends messages in browsers other than the one in which it was set.
create or replace function set_password(person uuid, hash text, keep bytea, confirmed boolean, at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    update person p
       set password_hash = hash,
           confirmed_at = case when confirmed then coalesce(p.confirmed_at, at) else p.confirmed_at end
     where p.id = person;
    delete from session s using member m
     where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = person
       and s.token_hash is distinct from keep;
    delete from push_subscription s using member m
     where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = person
       and s.session is distinct from keep;
    delete from half_log_in h where h.person_id = person;
    delete from password_reset r where r.person_id = person
    $$;
