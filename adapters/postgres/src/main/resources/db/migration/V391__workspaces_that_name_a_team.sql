-- Any workspace may name any team in Slack, and as often as it likes: one that is older than the team's own could name it so
-- often that the own one was left out of what is looked at, and none of its buttons did anything any more. Of each workspace a
-- few are enough.
create or replace function slack_connections(team text, at_most integer) returns table (tenant_id uuid, key text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select n.tenant_id, n.key
      from (select c.tenant_id, c.key, row_number() over (partition by c.tenant_id order by c.key) as place
              from connection c
             where c.type = 'SLACK' and c.active and c.settings ->> 'teamId' = slack_connections.team
               and not exists (select from workspace_deletion d where d.tenant_id = c.tenant_id)) n
     where n.place <= 3
     order by n.tenant_id, n.key
     limit at_most
    $$;
