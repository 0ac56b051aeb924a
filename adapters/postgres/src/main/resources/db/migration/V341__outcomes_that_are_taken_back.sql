-- A lead was closed by mistake: what was told stays as it was told, and counts no longer.
alter table outcome add column withdrawn_at timestamptz, add column withdrawn_by text,
    add constraint outcome_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null));
grant update (withdrawn_at, withdrawn_by) on outcome to ${application_role};
