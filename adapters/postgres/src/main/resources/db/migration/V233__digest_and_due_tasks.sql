-- The mail about a rep's day: the last day for which it was planned.
create table rep_digest (
    tenant_id uuid not null references tenant,
    rep_key   text not null,
    day       date not null,
    primary key (tenant_id, rep_key)
);
select protect('rep_digest');

-- Workspaces in which somebody wants one, of all tenants (V227 lets the owner scan them). The index holds no one else.
create index rep_wants_digest on configuration_document (tenant_id)
    where kind = 'REP' and document -> 'notifications' ->> 'digestAt' is not null;

create function tenants_with_rep_digests() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct d.tenant_id from configuration_document d
     where d.kind = 'REP' and d.document -> 'notifications' ->> 'digestAt' is not null
       and not exists (select from workspace_deletion w where w.tenant_id = d.tenant_id)
    $$;

-- When somebody looked whether the rep wants to hear that it is due. Of what is due already nobody is told now.
alter table task add column told_at timestamptz;
update task set told_at = now() where due_at <= now();
create index task_untold on task (due_at, tenant_id) where state = 'OPEN' and told_at is null;
select allow_owner_scan('task');

create function tenants_with_due_tasks() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct t.tenant_id from task t
     where t.state = 'OPEN' and t.told_at is null and t.due_at <= now()
       and not exists (select from workspace_deletion w where w.tenant_id = t.tenant_id)
    $$;
