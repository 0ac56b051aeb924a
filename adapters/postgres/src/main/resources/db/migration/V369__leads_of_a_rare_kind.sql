-- Calls and meetings are few among the leads of most workspaces.
create index lead_kind on lead (tenant_id, kind, arrived_at desc, id desc) where kind <> 'lead';
