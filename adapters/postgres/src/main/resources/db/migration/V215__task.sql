-- What reps are to do next about their leads. One that belongs to an assignment ends with it.
create table task (
    tenant_id     uuid not null references tenant,
    id            uuid not null,
    lead_id       uuid not null,
    assignment_id uuid not null,
    rep_key       text not null,
    type          text not null check (type in ('CALL', 'EMAIL', 'SMS', 'TICKET')),
    due_at        timestamptz not null,
    state         text not null check (state in ('OPEN', 'DONE', 'CANCELLED')),
    ended_at      timestamptz,
    ended_by      text,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
create index task_lead on task (tenant_id, lead_id, id);
create index task_rep on task (tenant_id, rep_key, due_at, id) where state = 'OPEN';
create index task_due on task (tenant_id, due_at, id);
create index task_assignment on task (tenant_id, assignment_id) where state = 'OPEN';
select protect('task');
revoke delete on task from ${application_role};
