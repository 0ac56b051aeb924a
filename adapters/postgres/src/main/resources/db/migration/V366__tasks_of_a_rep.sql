-- The tasks of a rep in the order in which they are due, whatever became of them.
create index task_of_rep on task (tenant_id, rep_key, due_at, id);
-- What is done is most of what is past; what was cancelled is looked for among it in vain.
create index task_cancelled on task (tenant_id, due_at, id) where state = 'CANCELLED';
