-- When the other side last answered a call that wrote nothing. Empty where none did, or where that
-- was kept as a write.
alter table connection_health add column last_answer_at timestamptz;
