-- What comes in, what becomes of it, and why.

-- Every delivery from outside, stored before it is acknowledged.
--
-- RECEIVED waits to be turned into a lead body, READY to be routed; due_at says when it may be taken up (again).
create table inbound_event (
    tenant_id       uuid not null references tenant,
    id              uuid not null,
    -- The key of the connection it came by; 'api' for the API.
    origin          text not null,
    source          text not null,
    idempotency_key text not null,
    content_hash    bytea not null,
    content_type    text not null,
    raw             bytea not null,
    received_at     timestamptz not null,
    state           text not null check (state in ('RECEIVED', 'READY', 'ROUTED', 'IGNORED', 'FAILED')),
    due_at          timestamptz not null,
    attempts        integer not null default 0,
    -- The lead body, once it is known, and the lead that it belongs to.
    body            jsonb,
    -- Whether it only tells more about a known lead.
    update_only     boolean not null default false,
    lead_id         uuid,
    outcome         jsonb,
    error           text,
    primary key (tenant_id, id),
    unique (tenant_id, origin, idempotency_key)
);
-- Both hold only what is on its way. The first is across tenants.
create index inbound_event_due on inbound_event (state, due_at) where state in ('RECEIVED', 'READY');
create index inbound_event_ready on inbound_event (tenant_id, id) where state = 'READY';
create index inbound_event_lead on inbound_event (tenant_id, lead_id);
select protect('inbound_event');
select allow_owner_scan('inbound_event');

-- Holds events that wait for their translation; those whose hold has lapsed are due again.
create function claim_received_events(at_most integer, hold interval) returns table (tenant_id uuid, id uuid)
    language sql security definer set search_path = public, pg_temp
    as $$
    update inbound_event e
       set due_at = now() + hold
      from (select c.tenant_id, c.id
              from inbound_event c
             where c.state = 'RECEIVED' and c.due_at <= now()
             order by c.due_at
             limit at_most
               for update skip locked) due
     where e.tenant_id = due.tenant_id and e.id = due.id
    returning e.tenant_id, e.id
    $$;

create function tenants_to_route() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select distinct e.tenant_id from inbound_event e where e.state = 'READY' and e.due_at <= now() $$;

create table lead (
    tenant_id          uuid not null references tenant,
    id                 uuid not null,
    external_id        text,
    kind               text not null,
    status             text not null check (status in ('NEW', 'ASSIGNED', 'QUEUED', 'REJECTED', 'COMPLETED')),
    name               text,
    email              text,
    phone              text,
    company            text,
    source             text,
    priority           text,
    rep_key            text,
    previous_rep_key   text,
    queue_key          text,
    rule_id            text,
    tier               text,
    reject_reason      text,
    waits_for          text,
    look_again_at      timestamptz,
    account_key        text,
    account_evidence   text,
    account_confidence double precision,
    document           jsonb not null,
    issues             jsonb not null,
    -- What a search finds it by: folded words.
    words              tsvector not null,
    arrived_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (tenant_id, id)
);
create index lead_arrival on lead (tenant_id, arrived_at desc, id desc);
create index lead_status on lead (tenant_id, status, arrived_at desc, id desc);
create index lead_rep on lead (tenant_id, rep_key, arrived_at desc, id desc) where rep_key is not null;
create index lead_queue on lead (tenant_id, queue_key, arrived_at desc, id desc) where queue_key is not null;
create index lead_words on lead using gin (words);
select protect('lead');

-- By what a known lead is found: 'x:' external id, 'e:' e-mail, 'p:' phone.
create table lead_identity (
    tenant_id uuid not null references tenant,
    handle    text not null,
    lead_id   uuid not null,
    primary key (tenant_id, handle)
);
create index lead_identity_lead on lead_identity (tenant_id, lead_id);
select protect('lead_identity');

-- Finds the lead that one of the handles names, the first handle first, or lets 'fresh' be that lead; the handles name it
-- from then on. Colleagues share a phone: it says nothing where address or external id tell two leads apart. Two
-- transactions with one handle: the second waits for the first and finds its lead.
create function identify_lead(tenant uuid, handles text[], own_email text, own_external_id text, fresh uuid) returns uuid
    language plpgsql
    as $$
declare
    known uuid;
begin
    -- In one order, so that two transactions cannot wait for each other.
    insert into lead_identity (tenant_id, handle, lead_id)
    select tenant, h, fresh from unnest(handles) as h order by h
    on conflict (tenant_id, handle) do nothing;

    select i.lead_id into known
      from lead_identity i
      join unnest(handles) with ordinality as wanted (handle, place) on wanted.handle = i.handle
      left join lead l on l.tenant_id = i.tenant_id and l.id = i.lead_id
     where i.tenant_id = tenant and i.lead_id <> fresh
       and (i.handle not like 'p:%'
            or (coalesce(l.email = own_email, true) and coalesce(l.external_id = own_external_id, true)))
     order by wanted.place
     limit 1;
    if known is null then
        return fresh;
    end if;
    update lead_identity set lead_id = known where tenant_id = tenant and lead_id = fresh;
    return known;
end
$$;

-- The lock under which a tenant's leads are decided: one batch at a time, on whichever node.
create table routing_turn (
    tenant_id uuid primary key references tenant,
    turns     bigint not null default 0
);
select protect('routing_turn');

create table routing_run (
    tenant_id      uuid not null references tenant,
    id             uuid not null,
    lead_id        uuid not null,
    event_id       uuid,
    kind           text not null,
    policy_version integer not null,
    cause          text not null check (cause in ('INTAKE', 'REROUTE', 'DECLINE', 'ESCALATION', 'MANUAL', 'RING', 'PULL')),
    decided_at     timestamptz not null,
    result         text not null,
    rule_id        text,
    trace          jsonb not null,
    primary key (tenant_id, id)
);
create index routing_run_lead on routing_run (tenant_id, lead_id, id);
-- One event has one outcome, however often it is delivered.
create unique index routing_run_event on routing_run (tenant_id, event_id) where event_id is not null;
select protect('routing_run');
revoke update on routing_run from ${application_role};

create table assignment (
    tenant_id   uuid not null references tenant,
    id          uuid not null,
    lead_id     uuid not null,
    run_id      uuid not null,
    rep_key     text not null,
    pool_key    text,
    rule_id     text,
    tier        text,
    priority    text not null,
    broadcast   boolean not null default false,
    state       text not null check (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'RETURNED', 'REASSIGNED', 'COMPLETED')),
    version     integer not null default 1,
    offered_at  timestamptz not null,
    expires_at  timestamptz,
    accepted_at timestamptz,
    ended_at    timestamptz,
    reason      text,
    primary key (tenant_id, id)
);
create index assignment_lead on assignment (tenant_id, lead_id, id);
create index assignment_rep on assignment (tenant_id, rep_key, id) where state in ('OFFERED', 'ACCEPTED');
-- A lead has at most one active assignment. Open offers to several reps at once are none yet.
create unique index assignment_active on assignment (tenant_id, lead_id)
    where state in ('OFFERED', 'ACCEPTED') and not broadcast;
select protect('assignment');

-- What a rep carries: kept beside the assignments so that a decision need not count them.
create table rep_load (
    tenant_id  uuid not null references tenant,
    rep_key    text not null,
    open       integer not null check (open >= 0),
    day        timestamptz not null,
    day_count  integer not null check (day_count >= 0),
    -- When the latest assignments were made, the newest last: as many as an hourly limit can count.
    recent     timestamptz[] not null default '{}',
    primary key (tenant_id, rep_key)
);
select protect('rep_load');

create table pool_ledger (
    tenant_id   uuid not null references tenant,
    pool_key    text not null,
    cycle_start timestamptz not null,
    turns       bigint not null,
    primary key (tenant_id, pool_key)
);
select protect('pool_ledger');

create table pool_standing (
    tenant_id        uuid not null references tenant,
    pool_key         text not null,
    rep_key          text not null,
    place            integer not null,
    weight           integer not null,
    assigned         bigint not null,
    credit           bigint not null,
    offset_micros    bigint not null,
    present          boolean not null,
    claim_micros     bigint not null,
    settled_after    bigint not null,
    last_assigned_at timestamptz,
    primary key (tenant_id, pool_key, rep_key)
);
select protect('pool_standing');

create table pool_ledger_row (
    tenant_id uuid not null references tenant,
    pool_key  text not null,
    id        uuid not null,
    at        timestamptz not null,
    cause     text not null check (cause in ('ASSIGNED', 'CREDIT', 'LEAVE', 'RETURN', 'JOIN', 'WEIGHT', 'MANUAL')),
    rep_key   text not null,
    change    numeric(20, 6) not null,
    lead_id   uuid,
    reason    text,
    primary key (tenant_id, pool_key, id)
);
select protect('pool_ledger_row');
revoke update, delete on pool_ledger_row from ${application_role};

create table timeline (
    tenant_id uuid not null references tenant,
    lead_id   uuid not null,
    id        uuid not null,
    at        timestamptz not null,
    type      text not null,
    actor     text not null,
    channel   text not null,
    detail    jsonb not null,
    primary key (tenant_id, lead_id, id)
);
select protect('timeline');
revoke update on timeline from ${application_role};
