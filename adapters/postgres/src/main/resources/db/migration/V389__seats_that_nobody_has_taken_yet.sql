-- Somebody who was added with a password and has an account elsewhere is shown as a member, and takes the seat by a link. Like
-- a member they can be kept out, and stay until somebody removes them: the link has an end, the seat has none.
alter table invitation add column active boolean not null default true;

-- Until when the link is good; null of what a node of the version before has made, whose link ends with its seat. Seats that are
-- shown as members', and those of somebody who is kept out, are kept for a hundred years.
alter table invitation add column link_until timestamptz;
update invitation set link_until = expires_at, expires_at = expires_at + interval '100 years' where quiet;
