-- When the latest of the turns of an assignment was given back (given_back): one that went with its pool's cycle is not taken
-- again from another lead's credit. Null: none was, or nobody knows.
alter table assignment add column given_back_at timestamptz;
