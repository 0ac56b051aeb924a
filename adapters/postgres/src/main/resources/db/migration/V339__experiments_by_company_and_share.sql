-- What leads of one company have in common in the reckoning of an experiment: a number made of the company, not the company.
-- Null for runs of before.
alter table routing_run add column experiment_company integer;

-- Within a time in which the share stayed the same the sides of an experiment can be compared. As text: a number may be
-- written in several ways.
alter table policy_version
    add column experiment_share text generated always as (document #>> '{experiment,share}') stored;
