-- Clocks whose time is over and whose target nobody has met yet: few, and what whoever runs the day looks for first.
create index sla_clock_breached on sla_clock (tenant_id, due_at) where live and state = 'BREACHED';
