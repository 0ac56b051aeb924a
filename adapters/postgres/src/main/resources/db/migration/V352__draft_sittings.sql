-- Who edits the draft of a policy, and the draft as the audit log knows it: what is saved again and
-- again at a sitting is told together.
create table draft_sitting (
    tenant_id uuid not null references tenant,
    kind      text not null,
    editor    text not null,
    since     timestamptz not null,
    told      jsonb not null,
    revision  bigint not null,
    primary key (tenant_id, kind)
);
select protect('draft_sitting');
