-- Clocks whose escalation has reached nobody, until somebody is told. Whether the lead still waits
-- the clock says: what has become of it is kept here no second time.
create table unheard_escalation (
    tenant_id uuid not null references tenant,
    clock_id  uuid not null,
    lead_id   uuid not null,
    why       text not null,
    whom      text not null,
    since     timestamptz not null,
    primary key (tenant_id, clock_id),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
create index unheard_escalation_lead on unheard_escalation (tenant_id, lead_id);
select protect('unheard_escalation');

-- When those who look after the workspace were last written to about a cause.
create table unheard_notice (
    tenant_id uuid not null references tenant,
    why       text not null,
    whom      text not null,
    told_at   timestamptz not null,
    primary key (tenant_id, why, whom)
);
select protect('unheard_notice');
