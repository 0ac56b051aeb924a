-- Seats that are offered. An invitation becomes a member when it is accepted, and is gone then.

create table invitation (
    tenant_id  uuid not null references tenant,
    id         uuid not null,
    token_hash bytea not null unique,
    email      text not null check (email = lower(email)),
    name       text not null,
    role       text not null check (role in ('OWNER', 'ADMIN', 'MANAGER', 'REP', 'VIEWER')),
    rep_key    text,
    -- The link went to the address only, so that whoever holds it has proved the address.
    mailed     boolean not null,
    -- Shown as a member already, so that nobody learns that the account was there before.
    quiet      boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, email)
);
select protect('invitation');
select allow_owner_scan('invitation');

create function find_invitation(hash bytea) returns uuid
    language sql stable security definer set search_path = public, pg_temp
    as $$ select i.tenant_id from invitation i where i.token_hash = hash $$;
