-- What was taken back by a reopening may be told again, with the same time. One of the same lead, type and time is one, and
-- nodes of an earlier version keep it so by this very key: the one that was taken back leaves the key, and its time is kept.
alter table outcome
    alter column at drop not null,
    add column told_at timestamptz,
    add constraint outcome_at check ((at is null) = (told_at is not null) and (at is not null or withdrawn_at is not null));
grant update (at, told_at) on outcome to ${application_role};
