-- Whoever notes that nobody waits any more changes the note and then waits for the turn, in which others begin to wait:
-- those must not wait for the note. It is only added where it is not there; it is taken away under the turn.
create or replace function lead_begins_to_wait() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'INSERT' or old.status <> 'QUEUED' then
        new.waits_since := new.updated_at;
        if not exists (select from queue_watch w where w.tenant_id = new.tenant_id) then
            insert into queue_watch (tenant_id) values (new.tenant_id) on conflict do nothing;
        end if;
    end if;
    return new;
end
$$;
