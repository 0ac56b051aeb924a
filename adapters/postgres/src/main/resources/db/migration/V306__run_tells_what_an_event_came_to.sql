-- Whoever hands a lead in is told what became of it. That stood with the event, which was written twice for it; now it stands with the run,
-- which is written once, and the event is kept as routed by the unit of work that routes it. It says which run, who, and by which rule:
-- nothing of what the lead says.
alter table routing_run add column answer jsonb;
alter table routing_run alter column answer set statistics 0;
