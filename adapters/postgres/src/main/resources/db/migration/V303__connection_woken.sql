-- When what waited for the other side was last tried at once because it was back.
alter table connection_health add column woken_at timestamptz;
