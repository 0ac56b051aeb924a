-- Whoever belongs to no workspace any more has no account: name, address, password and second factor go with the last
-- membership, as they do when a workspace is deleted.
create function remove_member(of_member uuid) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    who uuid;
begin
    select m.person_id into who from member m where m.tenant_id = current_tenant() and m.id = of_member;
    if who is null then
        return;
    end if;
    -- Of two workspaces that remove the same person at once, the second sees what the first has done.
    perform from person p where p.id = who for update;
    delete from member m where m.tenant_id = current_tenant() and m.id = of_member;
    perform delete_persons(array[who]);
end
$$;

-- As the one before it, with accounts that are left over: a node of the version before leaves them.
create or replace function purge_unowned() returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from login_failure f
     where f.subject in (select o.subject from login_failure o where o.last_failed_at < now() - interval '1 day'
                            for update skip locked);
    delete from password_reset r where r.expires_at < now() - interval '1 day';
    delete from sign_up s where s.expires_at < now() - interval '1 day';
    select delete_persons(array(select p.id from person p
                                 where not exists (select from member m where m.person_id = p.id)
                                 order by p.id limit 1000));
    $$;
