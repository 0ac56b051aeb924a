-- What a workspace consists of: configuration documents as they were sent, and the routing policies.

-- Counts the changes of a tenant's configuration. Whoever changes it holds this row until the commit, so that a
-- reference that was checked is still true when it is kept. Nodes keep what they compiled as long as the revision stays.
create table configuration_revision (
    tenant_id         uuid primary key references tenant,
    revision          bigint not null default 0,
    -- Of what is looked up and not compiled: accounts and connections.
    look_up_revision  bigint not null default 0
);
select protect('configuration_revision');

create table configuration_document (
    tenant_id  uuid not null references tenant,
    kind       text not null check (kind in ('FIELD', 'TEAM', 'REP', 'POOL', 'QUEUE', 'TERRITORY', 'SEGMENT',
                                             'SLA_POLICY', 'LIST')),
    -- Keys are compared and ordered byte by byte, as Java does.
    key        text collate "C" not null,
    document   jsonb not null,
    version    bigint not null,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, kind, key)
);
select protect('configuration_document');

-- Accounts may be hundreds of thousands, so each way to match one has an index.
create table account (
    tenant_id       uuid not null references tenant,
    key             text collate "C" not null,
    document        jsonb not null,
    version         bigint not null,
    -- As the domain compares names; null when nothing is left of it.
    normalised_name text,
    parent          text collate "C",
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, key)
);
create index account_name on account (tenant_id, normalised_name);
create index account_parent on account (tenant_id, parent) where parent is not null;
select protect('account');

create table account_domain (
    tenant_id uuid not null,
    domain    text not null,
    key       text collate "C" not null,
    primary key (tenant_id, domain, key),
    foreign key (tenant_id, key) references account on delete cascade
);
create index account_domain_account on account_domain (tenant_id, key);
select protect('account_domain');

create table account_phone (
    tenant_id uuid not null,
    phone     text not null,
    key       text collate "C" not null,
    primary key (tenant_id, phone, key),
    foreign key (tenant_id, key) references account on delete cascade
);
create index account_phone_account on account_phone (tenant_id, key);
select protect('account_phone');

create table account_external_id (
    tenant_id   uuid not null,
    connection  text not null,
    external_id text not null,
    key         text collate "C" not null,
    primary key (tenant_id, connection, external_id, key),
    foreign key (tenant_id, key) references account on delete cascade
);
create index account_external_id_account on account_external_id (tenant_id, key);
select protect('account_external_id');

create table policy_draft (
    tenant_id  uuid not null references tenant,
    kind       text not null check (kind in ('LEAD', 'MEETING', 'CALL')),
    document   jsonb not null,
    revision   bigint not null,
    updated_at timestamptz not null,
    primary key (tenant_id, kind)
);
select protect('policy_draft');

-- Published policies; the highest version of a kind is the active one.
create table policy_version (
    tenant_id    uuid not null references tenant,
    kind         text not null check (kind in ('LEAD', 'MEETING', 'CALL')),
    version      integer not null check (version > 0),
    document     jsonb not null,
    comment      text not null check (comment <> ''),
    published_at timestamptz not null,
    published_by text not null,
    primary key (tenant_id, kind, version)
);
select protect('policy_version');
-- A run names its version for ever.
revoke update, delete on policy_version from ${application_role};

-- Accounts whose names are much like one of these. Behind row-level security an operator that is not leakproof cannot use
-- an index, so the owner searches, and nowhere but in the tenant of the transaction.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create index account_name_likeness on account using gin (tenant_id, normalised_name gin_trgm_ops);
select allow_owner_scan('account');

create function accounts_named_like(names text[]) returns table (key text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct near.key
      from unnest(names) as wanted (name)
     cross join lateral (
           select a.key
             from account a
            where a.tenant_id = current_tenant() and a.normalised_name % wanted.name
            order by similarity(a.normalised_name, wanted.name) desc, a.key
            limit 20) as near
    $$;
