-- Browsers that were sent to Slack to add the app, and are not back.
create table slack_attempt (
    tenant_id      uuid not null references tenant,
    state_hash     bytea not null,
    session_hash   bytea not null,
    connection_key text not null,
    expires_at     timestamptz not null,
    primary key (tenant_id, state_hash)
);
create index slack_attempt_end on slack_attempt (tenant_id, expires_at);
select protect('slack_attempt');
