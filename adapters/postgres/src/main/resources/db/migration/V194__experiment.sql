-- On which side of its policy's experiment a lead was when it was decided; null when the policy had none.
alter table routing_run
    add column experiment_key text,
    add column experiment_side text check (experiment_side in ('CONTROL', 'VARIANT'));
create index routing_run_experiment on routing_run (tenant_id, experiment_key, kind, lead_id) where experiment_key is not null;

-- A policy of thousands of rules need not be read to know what it tries.
alter table policy_version
    add column experiment_key text generated always as (document #>> '{experiment,key}') stored;
create index policy_version_experiment on policy_version (tenant_id, kind, experiment_key) where experiment_key is not null;
