-- What a person has said about a lead in conflict: to which territory it belongs, or to which account.
alter table lead add column ruling jsonb;
