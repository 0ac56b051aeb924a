-- Whether the lead was known before the event that brought the run about. What came twice is looked for among these once a
-- minute, and they are few; of the runs before this migration nothing is said, and nobody looks for more than a day.
alter table routing_run add column again boolean not null default false;

create index routing_run_again on routing_run (tenant_id, id) where again;
