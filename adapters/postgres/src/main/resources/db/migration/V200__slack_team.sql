-- Who is meant when a team in Slack speaks through the one app of the installation: of all tenants, since the team is all
-- that is known.
create index connection_slack_team on connection ((settings ->> 'teamId')) where type = 'SLACK' and active;

create function slack_connections(team text, at_most integer) returns table (tenant_id uuid, key text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select c.tenant_id, c.key
      from connection c
     where c.type = 'SLACK' and c.active and c.settings ->> 'teamId' = slack_connections.team
       and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)
     order by c.tenant_id, c.key
     limit at_most
    $$;
