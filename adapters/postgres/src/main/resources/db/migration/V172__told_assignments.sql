-- When its rep was told of an assignment, where a program outside wants to know: it is told once, however many messages
-- arrive.
alter table assignment add column told_at timestamptz;
