-- Logging in by the identity provider of a workspace.

-- Opened by an identity provider: good for its workspace, and for nothing of the person's beyond.
alter table session add column sso boolean not null default false;

create table sso_connection (
    tenant_id     uuid primary key references tenant,
    document      jsonb not null,
    client_secret bytea not null,
    -- Of the document, for those who look it up.
    domains       text[] not null,
    enabled       boolean not null,
    sso_only      boolean not null,
    -- Only a provider that an owner has chosen speaks for owners.
    by_owner      boolean not null,
    changed_at    timestamptz not null
);
select protect('sso_connection');
select allow_owner_scan('sso_connection');

-- Whom the provider knows, and which member that is.
create table sso_identity (
    tenant_id uuid not null references tenant,
    issuer    text not null,
    subject   text not null,
    member_id uuid not null,
    linked_at timestamptz not null,
    primary key (tenant_id, issuer, subject),
    -- Nobody is two people at one provider.
    unique (tenant_id, member_id, issuer),
    foreign key (tenant_id, member_id) references member on delete cascade
);
select protect('sso_identity');

-- Log-ins that were sent to a provider and are not back.
create table sso_attempt (
    tenant_id    uuid not null references tenant,
    state_hash   bytea not null,
    browser_hash bytea not null,
    issuer       text not null,
    nonce        text not null,
    verifier     text not null,
    expires_at   timestamptz not null,
    primary key (tenant_id, state_hash)
);
create index sso_attempt_end on sso_attempt (tenant_id, expires_at);
select protect('sso_attempt');

-- The workspace whose provider speaks for a mail domain; none when it is not sure which. At most one row a tenant is
-- looked at, and only when somebody asks to log in this way.
create function find_sso_workspace(of_domain text) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select min(t.slug)
      from sso_connection c join tenant t on t.tenant_id = c.tenant_id
     where c.enabled and of_domain = any (c.domains)
    having count(*) = 1
    $$;

-- The domains at which owners and admins of the tenant that is worked in have proved an address.
create function proved_domains() returns table (domain text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct split_part(p.email, '@', 2)
      from member m join person p on p.id = m.person_id
     where m.tenant_id = current_tenant() and m.active and m.role in ('OWNER', 'ADMIN') and p.confirmed_at is not null
    $$;

-- Where a password lets somebody in: everywhere but where the identity provider is the only way for them.
create function memberships_by_password(of_person uuid) returns table (tenant_id uuid, member_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select m.tenant_id, m.id
      from member m
     where m.person_id = of_person and m.active
       and (m.role = 'OWNER'
            or not exists (select from sso_connection c
                            where c.tenant_id = m.tenant_id and c.enabled and c.sso_only))
     order by m.created_at
    $$;
