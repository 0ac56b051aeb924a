-- A part that is listed by a sub-select with a limit may be listed anew for each row that is compared with it, and those that are gone
-- already do not count then: far more went at once than was asked for. It is listed once now. What names somebody and was removed,
-- as a filter that a member kept, goes with it. What else is over goes as before; nodes of the version before ask for all of it there.
create function purge_part(kind text, at_most integer, hold interval) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    kept retention%rowtype;
    gone bigint := 0;
begin
    if kind not in ('erasures', 'invitations', 'bounces', 'meetings', 'filters') then
        return purge_some(kind, at_most, hold);
    end if;
    select * into kept from retention r where r.tenant_id = mine for update;
    case kind
    when 'erasures' then
        delete from erased_identity e
         where e.tenant_id = mine
           and e.ctid = any (array(select c.ctid from erased_identity c
                                    where c.tenant_id = mine
                                      and c.erased_at < now() - make_interval(days => kept.erasure_days)
                                    limit at_most for update skip locked));
    when 'invitations' then
        delete from invitation i
         where i.tenant_id = mine
           and i.ctid = any (array(select c.ctid from invitation c
                                    where c.tenant_id = mine and c.expires_at < now() - interval '1 day'
                                    limit at_most for update skip locked));
    when 'bounces' then
        delete from mail_bounce b
         where b.tenant_id = mine
           and b.ctid = any (array(select c.ctid from mail_bounce c
                                    where c.tenant_id = mine and c.at < now() - interval '1 day'
                                      and not exists (select from configuration_document r
                                                       where r.tenant_id = mine and r.kind = 'REP'
                                                         and lower(r.document ->> 'email') = c.address)
                                    limit at_most for update of c skip locked));
    when 'meetings' then
        delete from meeting m
         where m.tenant_id = mine
           and m.ctid = any (array(select c.ctid from meeting c
                                    where c.tenant_id = mine and c.lead_id is null
                                      and c.told_at < now() - interval '30 days'
                                    limit at_most for update skip locked));
    when 'filters' then
        delete from saved_filter f
         where f.tenant_id = mine
           and f.ctid = any (array(select c.ctid from saved_filter c
                                    where c.tenant_id = mine and c.dropped_at < now() - interval '1 day'
                                    limit at_most for update skip locked));
    end case;
    get diagnostics gone = row_count;
    update retention r
       set due_at = now() + hold,
           removed = r.removed || jsonb_build_object(kind, coalesce((r.removed ->> kind)::bigint, 0) + gone)
     where r.tenant_id = mine;
    return gone;
end
$$;
