-- What a rep has accepted since midnight is asked each time a rep looks at their day.
create index assignment_accepted on assignment (tenant_id, rep_key, accepted_at) where accepted_at is not null;
