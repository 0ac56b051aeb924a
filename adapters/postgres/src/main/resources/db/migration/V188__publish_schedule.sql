-- Drafts that are to be published at some time, as they were when somebody said so. One that has ended says how.
create table publish_schedule (
    tenant_id        uuid not null references tenant,
    id               uuid not null,
    kind             text not null check (kind in ('LEAD', 'MEETING', 'CALL')),
    document         jsonb not null,
    comment          text not null check (comment <> ''),
    expected_version integer not null check (expected_version >= 0),
    due_at           timestamptz not null,
    scheduled_by     text not null,
    scheduled_at     timestamptz not null,
    state            text not null check (state in ('PENDING', 'PUBLISHED', 'FAILED', 'CANCELLED')),
    ended_at         timestamptz,
    -- That it became.
    version          integer,
    -- Why it could not be published, in a sentence.
    because          text,
    primary key (tenant_id, id),
    check ((state = 'PENDING') = (ended_at is null)),
    check ((state = 'PUBLISHED') = (version is not null)),
    check ((state = 'FAILED') = (because is not null))
);
create index publish_schedule_waiting on publish_schedule (tenant_id, kind, due_at) where state = 'PENDING';
create index publish_schedule_ended on publish_schedule (tenant_id, kind, ended_at) where state <> 'PENDING';
select protect('publish_schedule');
select allow_owner_scan('publish_schedule');
-- What was scheduled stays as it was; it only comes to an end.
revoke update, delete on publish_schedule from ${application_role};
grant update (state, ended_at, version, because) on publish_schedule to ${application_role};

-- What is to be published now, in workspaces that are open.
create function publishes_due(at_most integer) returns table (tenant_id uuid, id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select s.tenant_id, s.id
      from publish_schedule s
     where s.state = 'PENDING' and s.due_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = s.tenant_id)
     order by s.due_at, s.id
     limit at_most
    $$;
