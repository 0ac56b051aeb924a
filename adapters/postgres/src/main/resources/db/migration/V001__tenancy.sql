-- Tenants, people and access; and the tools with which every later migration protects its tables.
--
-- Two roles: the owner runs migrations and owns everything; the application logs in as ${application_role}, which owns
-- nothing and cannot bypass row-level security.

create function current_tenant() returns uuid
    language sql stable parallel safe
    -- After a transaction that used it, the setting of a pooled connection is '' and not null.
    return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- Shuts a table up in its tenant: every later migration calls this for every table that it makes.
create function protect(relation text) returns void
    language plpgsql
    as $$
begin
    execute format('alter table %I enable row level security', relation);
    execute format('alter table %I force row level security', relation);
    -- The sub-select makes the planner evaluate the tenant once a statement.
    execute format('create policy tenant on %I using (tenant_id = (select current_tenant()))'
                   ' with check (tenant_id = (select current_tenant()))', relation);
    execute format('grant select, insert, update, delete on %I to ${application_role}', relation);
end
$$;

-- Lets security-definer functions of the owner look across tenants in one table. Such a function returns nothing but
-- the tenant and an id; the work itself then runs inside that tenant.
create function allow_owner_scan(relation text) returns void
    language plpgsql
    as $$
begin
    execute format('create policy owner_scan on %I to %I using (true) with check (true)', relation, current_user);
end
$$;

revoke execute on function protect(text), allow_owner_scan(text) from public;
grant usage on schema public to ${application_role};

create table tenant (
    tenant_id  uuid primary key,
    slug       text not null unique,
    name       text not null,
    time_zone  text not null default 'UTC',
    demo       boolean not null default false,
    created_at timestamptz not null
);
select protect('tenant');
select allow_owner_scan('tenant');

-- The log-in of a human being, who may be a member of several tenants. The application reaches it through the functions
-- below, and sees the names of those only who are members of the tenant it works in.
create table person (
    id            uuid primary key,
    email         text not null unique check (email = lower(email)),
    name          text not null,
    password_hash text,
    created_at    timestamptz not null
);

create table member (
    tenant_id  uuid not null references tenant,
    id         uuid not null,
    person_id  uuid not null references person,
    role       text not null check (role in ('OWNER', 'ADMIN', 'MANAGER', 'REP', 'VIEWER')),
    rep_key    text,
    active     boolean not null default true,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, person_id)
);
create index member_person on member (person_id);
select protect('member');
select allow_owner_scan('member');

alter table person enable row level security;
alter table person force row level security;
create policy fellow_members on person for select using (
    exists (select from member
             where member.tenant_id = (select current_tenant()) and member.person_id = person.id));
select allow_owner_scan('person');
grant select (id, email, name) on person to ${application_role};

create table session (
    tenant_id    uuid not null references tenant,
    token_hash   bytea not null,
    member_id    uuid not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (tenant_id, token_hash),
    unique (token_hash),
    foreign key (tenant_id, member_id) references member on delete cascade
);
create index session_member on session (tenant_id, member_id);
select protect('session');
select allow_owner_scan('session');

create table api_token (
    tenant_id    uuid not null references tenant,
    id           uuid not null,
    name         text not null,
    token_hash   bytea not null unique,
    scopes       text[] not null check (scopes <@ '{READ,WRITE,ADMIN}' and scopes <> '{}'),
    creator_id   uuid,
    creator_role text not null check (creator_role in ('OWNER', 'ADMIN', 'MANAGER', 'REP', 'VIEWER')),
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    primary key (tenant_id, id)
);
select protect('api_token');
select allow_owner_scan('api_token');

-- The keyset that encrypts a tenant's secrets, itself encrypted by the installation's key.
create table tenant_keyset (
    tenant_id uuid primary key references tenant,
    keyset    bytea not null
);
select protect('tenant_keyset');

-- Failed log-ins by account and by address. Reached through the functions only: it belongs to no tenant.
create table login_failure (
    subject        text primary key,
    failures       integer not null,
    last_failed_at timestamptz not null
);
alter table login_failure enable row level security;
alter table login_failure force row level security;
select allow_owner_scan('login_failure');

-- Looking up who somebody is, before the tenant is known.

create function find_tenant(slug text) returns uuid
    language sql stable security definer set search_path = public, pg_temp
    as $$ select t.tenant_id from tenant t where t.slug = find_tenant.slug $$;

create function all_tenants() returns table (tenant_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select t.tenant_id from tenant t order by t.tenant_id $$;

create function find_person(email text) returns table (id uuid, password_hash text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select p.id, p.password_hash from person p where p.email = find_person.email $$;

-- Never touches a person who exists.
create function register_person(
        id uuid, email text, name text, password_hash text, created_at timestamptz) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$
    with made as (
        insert into person (id, email, name, password_hash, created_at)
        values (register_person.id, register_person.email, register_person.name,
                register_person.password_hash, register_person.created_at)
        on conflict (email) do nothing
        returning person.id)
    select made.id from made
    union all
    select p.id from person p where p.email = register_person.email
    limit 1
    $$;

create function change_password_hash(of_person uuid, hash text) returns void
    language sql security definer set search_path = public, pg_temp
    as $$ update person set password_hash = hash where id = of_person $$;

create function memberships(of_person uuid) returns table (tenant_id uuid, member_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select m.tenant_id, m.id from member m where m.person_id = of_person and m.active order by m.created_at $$;

create function find_session(hash bytea) returns uuid
    language sql stable security definer set search_path = public, pg_temp
    as $$ select s.tenant_id from session s where s.token_hash = hash $$;

create function find_api_token(hash bytea) returns table (tenant_id uuid, id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select t.tenant_id, t.id from api_token t where t.token_hash = hash $$;

create function login_failures(subjects text[]) returns table (subject text, failures integer, last_failed_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select f.subject, f.failures, f.last_failed_at from login_failure f where f.subject = any (subjects) $$;

-- Counts a failure; an hour without one starts anew.
create function record_login_failure(subject text, at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into login_failure as f (subject, failures, last_failed_at)
    values (record_login_failure.subject, 1, at)
    on conflict (subject) do update
       set failures = case when f.last_failed_at < at - interval '1 hour' then 1 else f.failures + 1 end,
           last_failed_at = at
    $$;

create function clear_login_failures(subject text) returns void
    language sql security definer set search_path = public, pg_temp
    as $$ delete from login_failure f where f.subject = clear_login_failures.subject $$;
