-- Until when a task of which nobody could be told is put off: it must not hold up the others of its workspace. Nodes that
-- do not know the column go on as before.
alter table task add column tell_after timestamptz;

create or replace function tenants_with_due_tasks() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct t.tenant_id from task t
     where t.state = 'OPEN' and t.told_at is null and t.due_at <= now()
       and (t.tell_after is null or t.tell_after <= now())
       and not exists (select from workspace_deletion w where w.tenant_id = t.tenant_id)
    $$;
