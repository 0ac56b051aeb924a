-- Leads that somebody else got in a CRM right after they were given to somebody here.
create index timeline_owner_changed on timeline (tenant_id, id) where type = 'CRM_OWNER_CHANGED';
