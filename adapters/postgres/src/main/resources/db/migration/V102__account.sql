-- Accounts that people make themselves, and links by which they prove their address.

-- When somebody proved that the address is theirs. Those who were there came with the installation.
alter table person add column confirmed_at timestamptz;
update person set confirmed_at = created_at;

drop function find_person(text);
create function find_person(email text) returns table (id uuid, password_hash text, confirmed boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select p.id, p.password_hash, p.confirmed_at is not null from person p where p.email = find_person.email $$;

drop function register_person(uuid, text, text, text, timestamptz);
-- Never touches a person who exists.
create function register_person(
        id uuid, email text, name text, password_hash text, created_at timestamptz, confirmed boolean) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$
    with made as (
        insert into person (id, email, name, password_hash, created_at, confirmed_at)
        values (register_person.id, register_person.email, register_person.name,
                register_person.password_hash, register_person.created_at,
                case when confirmed then register_person.created_at end)
        on conflict (email) do nothing
        returning person.id)
    select made.id from made
    union all
    select p.id from person p where p.email = register_person.email
    limit 1
    $$;

-- A workspace that waits until its founder has opened the link. Reached through the functions only.
create table sign_up (
    token_hash    bytea primary key,
    email         text not null,
    name          text not null,
    workspace     text not null,
    password_hash text not null,
    expires_at    timestamptz not null
);
alter table sign_up enable row level security;
alter table sign_up force row level security;
select allow_owner_scan('sign_up');

create function keep_sign_up(
        hash bytea, email text, name text, workspace text, password_hash text, at timestamptz, until timestamptz)
    returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from sign_up where expires_at <= at;
    insert into sign_up (token_hash, email, name, workspace, password_hash, expires_at)
    values (hash, keep_sign_up.email, keep_sign_up.name, keep_sign_up.workspace, keep_sign_up.password_hash, until)
    $$;

-- Of two who try at once, one gets it.
create function take_sign_up(hash bytea, at timestamptz)
    returns table (email text, name text, workspace text, password_hash text)
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from sign_up s where s.token_hash = hash and s.expires_at > at
    returning s.email, s.name, s.workspace, s.password_hash
    $$;

create table password_reset (
    token_hash bytea primary key,
    person_id  uuid not null references person on delete cascade,
    expires_at timestamptz not null
);
create index password_reset_person on password_reset (person_id);
alter table password_reset enable row level security;
alter table password_reset force row level security;
select allow_owner_scan('password_reset');

create function keep_password_reset(hash bytea, person uuid, at timestamptz, until timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from password_reset where expires_at <= at;
    insert into password_reset (token_hash, person_id, expires_at) values (hash, person, until)
    $$;

create function take_password_reset(hash bytea, at timestamptz) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$ delete from password_reset r where r.token_hash = hash and r.expires_at > at returning r.person_id $$;

-- A new password ends what the old one opened, in every workspace, but for the session named.
create function set_password(person uuid, hash text, keep bytea, confirmed boolean, at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    update person p
       set password_hash = hash,
           confirmed_at = case when confirmed then coalesce(p.confirmed_at, at) else p.confirmed_at end
     where p.id = person;
    delete from session s using member m
     where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = person
       and s.token_hash is distinct from keep;
    delete from password_reset r where r.person_id = person
    $$;
