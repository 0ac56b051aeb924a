-- What has come of leads, as people and programs tell it. One of the same lead, type and time is one.
create table outcome (
    tenant_id     uuid not null,
    id            uuid not null,
    lead_id       uuid not null,
    -- By which somebody had the lead; null when nobody ever had it.
    assignment_id uuid,
    rep_key       text,
    type          text not null check (type in ('MEETING_HELD', 'NO_SHOW', 'OPPORTUNITY', 'WON', 'LOST', 'DISQUALIFIED')),
    at            timestamptz not null,
    amount        numeric(20, 4) check (amount >= 0),
    currency      text check (char_length(currency) = 3),
    reason        text check (char_length(reason) <= 500),
    reported_by   text not null,
    reported_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, lead_id, type, at),
    foreign key (tenant_id, lead_id) references lead
);
create index outcome_assignment on outcome (tenant_id, assignment_id, id);
select protect('outcome');
-- What was told stays as it was; a row goes with its lead.
revoke update, delete on outcome from ${application_role};

-- The segments that the lead was in when it was decided: by them the records of pools are counted. And the pools in which
-- it was a turn, which may be given back.
alter table assignment add column segments text[] not null default '{}', add column turns text[] not null default '{}';

-- Who has said it, where a person moved the ledger.
alter table pool_ledger_row add column said_by text;

-- What members of pools have made of their leads, by segment ('' stands for all leads) and by the first day of the month
-- in which they got them. Counted with each outcome, so that a decision need not count.
create table track_record (
    tenant_id   uuid not null,
    pool_key    text not null,
    segment_key text not null,
    rep_key     text not null,
    month       date not null,
    concluded   bigint not null,
    won         bigint not null,
    primary key (tenant_id, pool_key, segment_key, rep_key, month),
    check (won between 0 and concluded)
);
select protect('track_record');
revoke delete on track_record from ${application_role};

-- Deletes every copy of these leads but for events that are still to be dealt with: one may have come in since the leads were
-- found, and finds that its lead is gone. Says how many of each kind there were. Records of pools name nobody and stay.
create or replace function delete_leads(leads uuid[]) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    mine constant uuid := current_tenant();
    counts jsonb := '{}';
    touched bigint;
begin
    -- First of all: what keeps something of a lead meanwhile asks for the lead, and waits here until it is gone.
    perform from lead l where l.tenant_id = mine and l.id = any (leads) order by l.id for update;
    delete from inbound_event e
     where e.tenant_id = mine and e.lead_id = any (leads) and e.state in ('ROUTED', 'IGNORED', 'FAILED');
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('events', touched);
    delete from timeline t where t.tenant_id = mine and t.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('timeline', touched);
    delete from routing_run r where r.tenant_id = mine and r.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('runs', touched);
    delete from delivery d where d.tenant_id = mine and d.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('deliveries', touched);
    delete from sandbox_message m where m.tenant_id = mine and m.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('sandboxMessages', touched);
    delete from outcome o where o.tenant_id = mine and o.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('outcomes', touched);
    delete from assignment a where a.tenant_id = mine and a.lead_id = any (leads);
    get diagnostics touched = row_count;
    counts := counts || jsonb_build_object('assignments', touched);
    delete from disclosure c where c.tenant_id = mine and c.lead_id = any (leads);
    delete from lead_identity i where i.tenant_id = mine and i.lead_id = any (leads);
    delete from lead l where l.tenant_id = mine and l.id = any (leads);
    get diagnostics touched = row_count;
    return counts || jsonb_build_object('leads', touched);
end
$$;
