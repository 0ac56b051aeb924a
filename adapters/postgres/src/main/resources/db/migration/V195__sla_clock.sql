-- The SLA clocks of leads. What is done at a step is written in the transaction that counts up next_step: once, whatever
-- dies.
create table sla_clock (
    tenant_id     uuid not null references tenant,
    id            uuid not null,
    lead_id       uuid not null,
    -- Null while the lead waits in a queue.
    assignment_id uuid,
    rep_key       text,
    policy_key    text not null,
    target        text not null check (target in ('DISPATCHED', 'ACCEPTED', 'FIRST_ACTION', 'FOLLOW_UP')),
    -- What the policy said when the clock began, with the instants of all steps.
    plan          jsonb not null,
    acts          integer not null default 0,
    started_at    timestamptz not null,
    due_at        timestamptz not null,
    state         text not null check (state in ('RUNNING', 'MET', 'BREACHED', 'STOPPED')),
    live          boolean not null,
    met_at        timestamptz,
    next_step     integer not null,
    -- Null when nothing is left to be done, or the clock stands still.
    next_due_at   timestamptz,
    -- Whether the next step moves the lead, which is done under the turn of its tenant.
    moving        boolean not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
create index sla_clock_lead on sla_clock (tenant_id, lead_id, id);
-- Of all tenants, since any node looks for what is due.
create index sla_clock_due on sla_clock (next_due_at, tenant_id) where next_due_at is not null;
select protect('sla_clock');
select allow_owner_scan('sla_clock');

-- Offers that lapse by themselves; likewise of all tenants.
select allow_owner_scan('assignment');
create index assignment_lapse on assignment (expires_at, tenant_id) where state = 'OFFERED' and expires_at is not null;

create function tenants_with_due_clocks() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select c.tenant_id from sla_clock c
     where c.next_due_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)
    union
    select a.tenant_id from assignment a
     where a.state = 'OFFERED' and a.expires_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = a.tenant_id)
    $$;
