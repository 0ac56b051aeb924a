-- The lines of those leads of a queue for which another ring of their rule is to join, as lead_waiting has those of all.
create index lead_ringing
    on lead (tenant_id, queue_key, (case when priority is null then 'STANDARD' else priority end), waits_since, id)
    where status = 'QUEUED' and look_again_at is not null;
