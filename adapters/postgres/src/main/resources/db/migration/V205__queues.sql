-- Leads that wait: since when, in which order, and when it is worth looking at them again.

-- Since when a lead waits without a break, in whichever queues; of no meaning once it waits no more.
alter table lead add column waits_since timestamptz;

-- The lines of a queue, one for each priority; what waits is served from the heads of all of them.
create index lead_waiting on lead (tenant_id, queue_key, (coalesce(priority, 'STANDARD')), waits_since, id)
    where status = 'QUEUED';

-- The workspaces in which leads wait, and how things stood when somebody last looked whether anybody is there for them:
-- after which turn, by which configuration, and when the clock alone may have brought somebody.
create table queue_watch (
    tenant_id uuid primary key references tenant,
    turns     bigint not null default -1,
    revision  bigint not null default -1,
    opens_at  timestamptz
);
select protect('queue_watch');
select allow_owner_scan('queue_watch');
select allow_owner_scan('routing_turn');
select allow_owner_scan('configuration_revision');

-- Whoever writes that a lead waits need not think of it.
create function lead_begins_to_wait() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'INSERT' or old.status <> 'QUEUED' then
        new.waits_since := new.updated_at;
        insert into queue_watch (tenant_id) values (new.tenant_id) on conflict do nothing;
    end if;
    return new;
end
$$;
create trigger lead_begins_to_wait before insert or update on lead
    for each row when (new.status = 'QUEUED') execute function lead_begins_to_wait();

update lead set waits_since = updated_at where status = 'QUEUED';
insert into queue_watch (tenant_id) select distinct tenant_id from lead where status = 'QUEUED';

-- Where something has happened since somebody looked: a turn was had, the configuration changed, or a time has come.
create function tenants_to_pull() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select w.tenant_id
      from queue_watch w
      left join routing_turn t on t.tenant_id = w.tenant_id
      left join configuration_revision c on c.tenant_id = w.tenant_id
     where (w.opens_at <= now() or w.turns <> coalesce(t.turns, 0) or w.revision <> coalesce(c.revision, 0))
       and not exists (select from workspace_deletion d where d.tenant_id = w.tenant_id)
    $$;
