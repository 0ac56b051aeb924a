-- Pools in which an assignment was a turn (turns) until what came of its lead gave it back: parting with the lead later gives
-- nothing back a second time.
alter table assignment add column given_back text[] not null default '{}';
