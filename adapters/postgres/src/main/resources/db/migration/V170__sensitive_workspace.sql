-- What a workspace demands of whoever logs in, the more when it keeps sensitive fields. The one place that says so. The
-- owners' wish is in tenant.second_factor_required.
create view workspace_demand with (security_invoker = true) as
select t.tenant_id, s.sensitive, t.second_factor_required or s.sensitive as second_factor
  from tenant t
  left join encryption_at_rest e on e.tenant_id = t.tenant_id
 cross join lateral (select coalesce(cardinality(e.fields) > 0, false) as sensitive) s;
grant select on workspace_demand to ${application_role};
