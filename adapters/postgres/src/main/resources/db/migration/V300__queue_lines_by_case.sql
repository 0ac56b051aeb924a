-- Under row-level security a condition on tenant rows may go by an index only where PostgreSQL knows that evaluating it tells nothing of
-- rows that are not the reader's. It knows that of CASE, and not of COALESCE: each look at the head of a line read and sorted the whole queue.
drop index lead_waiting;
create index lead_waiting
    on lead (tenant_id, queue_key, (case when priority is null then 'STANDARD' else priority end), waits_since, id)
    where status = 'QUEUED';
