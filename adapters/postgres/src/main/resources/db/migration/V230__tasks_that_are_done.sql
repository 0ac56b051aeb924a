-- Tasks that are done are shown from the latest on, and counted since midnight.
create index task_done on task (tenant_id, ended_at, id) where state = 'DONE';
create index task_done_by on task (tenant_id, rep_key, ended_at, id) where state = 'DONE';
-- What a rep of a workspace has to do; what is cancelled is of no interest.
create index task_open on task (tenant_id, due_at, id) where state = 'OPEN';
