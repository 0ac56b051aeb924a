-- A dozen rows are written for each lead, and each looked its workspace up and locked it, one of them for another: for
-- nothing, as row-level security lets a row be written for the workspace of the transaction alone, and that one is known.
alter table inbound_event drop constraint inbound_event_tenant_id_fkey;
alter table lead drop constraint lead_tenant_id_fkey;
alter table lead_identity drop constraint lead_identity_tenant_id_fkey;
alter table routing_run drop constraint routing_run_tenant_id_fkey;
alter table assignment drop constraint assignment_tenant_id_fkey;
alter table timeline drop constraint timeline_tenant_id_fkey;
alter table pool_ledger_row drop constraint pool_ledger_row_tenant_id_fkey;
alter table delivery drop constraint delivery_tenant_id_fkey;
