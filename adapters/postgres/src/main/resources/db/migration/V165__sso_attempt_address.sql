-- Where a log-in by a provider was begun, so that nobody begins without end.
alter table sso_attempt add column address text not null default 'unknown';
create index sso_attempt_address on sso_attempt (tenant_id, address, expires_at);
