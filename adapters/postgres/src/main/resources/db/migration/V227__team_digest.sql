-- The summaries that were made: one of a team and a day, whoever makes it.
create table team_digest (
    tenant_id uuid not null references tenant,
    team_key  text not null,
    day       date not null,
    made_at   timestamptz not null,
    primary key (tenant_id, team_key, day)
);
select protect('team_digest');

-- Teams that want one, of all tenants, since any node looks for them.
create index configuration_digest on configuration_document (tenant_id) where kind = 'TEAM' and document ? 'digest';
select allow_owner_scan('configuration_document');

create function tenants_with_team_digests() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct d.tenant_id
      from configuration_document d
     where d.kind = 'TEAM' and d.document ? 'digest'
       and not exists (select from workspace_deletion w where w.tenant_id = d.tenant_id)
    $$;

-- What the sandbox takes may be about a team.
alter table sandbox_message alter column lead_id drop not null;
