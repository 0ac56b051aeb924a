-- A lead that comes in takes the turn, and then needs to know by which configuration it is decided and whether others have waited longer.
-- What a statement sees is what was there when it began, before it waited for the turn; each statement of a function sees anew.
create function take_turn(of_tenant uuid, patience_millis integer) returns table (turn bigint, revision bigint, waits boolean)
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    perform set_config('lock_timeout', patience_millis::text, true);
    insert into routing_turn as t (tenant_id, turns) values (of_tenant, 1)
        on conflict (tenant_id) do update set turns = t.turns + 1
        returning t.turns into turn;
    -- A node that falls silent in the middle must not keep others from the turn for long.
    perform set_config('idle_in_transaction_session_timeout', '10000', true);
    revision := coalesce((select r.revision from configuration_revision r where r.tenant_id = of_tenant), 0);
    waits := exists (select from inbound_event e
                      where e.tenant_id = of_tenant and e.state = 'READY' and e.due_at <= now());
    return next;
end $$;
