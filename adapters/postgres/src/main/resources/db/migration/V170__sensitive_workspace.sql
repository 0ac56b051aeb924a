-- What a workspace demands of whoever logs in, the more when it keeps sensitive fields.

create index configuration_sensitive_field on configuration_document (tenant_id)
    where kind = 'FIELD' and document -> 'sensitive' = 'true';

-- The one place that says so. The owners' wish is in tenant.second_factor_required.
create view workspace_demand with (security_invoker = true) as
select t.tenant_id, s.sensitive, t.second_factor_required or s.sensitive as second_factor
  from tenant t
 cross join lateral (
       select exists (select from configuration_document d
                       where d.tenant_id = t.tenant_id and d.kind = 'FIELD' and d.document -> 'sensitive' = 'true')
              as sensitive) s;
grant select on workspace_demand to ${application_role};
