-- What begins next, and what has been, is looked through by time.
create index meeting_start on meeting (tenant_id, starts_at, id) where starts_at is not null and lead_id is not null;
