-- What leads are written by themselves: templates and sequences are configuration, and this is what comes of them.
alter table configuration_document drop constraint configuration_document_kind_check;
alter table configuration_document add constraint configuration_document_kind_check
    check (kind in ('FIELD', 'TEAM', 'REP', 'POOL', 'QUEUE', 'TERRITORY', 'SEGMENT', 'SLA_POLICY', 'LIST', 'TEMPLATE',
                    'SEQUENCE'));

-- The sequences that leads go through. What a step does is written in the transaction that counts up next_step: once,
-- whatever dies.
create table sequence_run (
    tenant_id     uuid not null references tenant,
    id            uuid not null,
    lead_id       uuid not null,
    sequence_key  text not null,
    -- What the sequence said when it began.
    plan          jsonb not null,
    assignment_id uuid not null,
    rep_key       text not null,
    started_at    timestamptz not null,
    next_step     integer not null,
    -- When the next step is taken, also while nobody has the lead. Null when nothing is left to be done.
    next_at       timestamptz,
    -- The same while it may be taken.
    next_due_at   timestamptz,
    state         text not null check (state in ('RUNNING', 'WAITING', 'DONE', 'STOPPED')),
    reason        text,
    primary key (tenant_id, id),
    -- A lead goes through a sequence once.
    unique (tenant_id, lead_id, sequence_key),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
-- And through one at a time.
create unique index sequence_run_live on sequence_run (tenant_id, lead_id) where state in ('RUNNING', 'WAITING');
-- Of all tenants, since any node looks for what is due.
create index sequence_run_due on sequence_run (next_due_at, tenant_id) where next_due_at is not null;
select protect('sequence_run');
select allow_owner_scan('sequence_run');
revoke delete on sequence_run from ${application_role};

-- Which leads were told that they have come in, and by which text.
create table lead_acknowledgement (
    tenant_id    uuid not null references tenant,
    lead_id      uuid not null,
    template_key text not null,
    at           timestamptz not null,
    primary key (tenant_id, lead_id, template_key),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
select protect('lead_acknowledgement');
revoke update, delete on lead_acknowledgement from ${application_role};

-- Who wants no such mails, by a keyed hash of the address: without the installation's key it names nobody. It outlives the
-- lead, since the wish does.
create table mail_opt_out (
    tenant_id uuid not null references tenant,
    addressee text not null,
    at        timestamptz not null,
    primary key (tenant_id, addressee)
);
select protect('mail_opt_out');
revoke update, delete on mail_opt_out from ${application_role};

create or replace function tenants_with_due_clocks() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select c.tenant_id from sla_clock c
     where c.next_due_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)
    union
    select a.tenant_id from assignment a
     where a.state = 'OFFERED' and a.expires_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = a.tenant_id)
    union
    select s.tenant_id from sequence_run s
     where s.next_due_at <= now()
       and not exists (select from workspace_deletion d where d.tenant_id = s.tenant_id)
    $$;
