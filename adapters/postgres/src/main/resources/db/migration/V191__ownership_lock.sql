-- Until when a lead stays with whoever it was offered to, as the policy said when it was offered.
alter table assignment add column locked_until timestamptz;
