-- What the home page counts, without reading every lead that somebody has.
create index lead_queued on lead (tenant_id, queue_key, arrived_at) where status = 'QUEUED';
create index assignment_offered on assignment (tenant_id, offered_at) where state = 'OFFERED';
