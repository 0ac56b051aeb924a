-- A second factor besides the password. It is the person's, not a workspace's. Reached through the functions only.

create table second_factor (
    person_id    uuid primary key references person on delete cascade,
    secret       bytea not null,
    confirmed_at timestamptz,
    -- The step of the last code that was good: it and those before it are spent.
    last_step    bigint not null default -1
);
alter table second_factor enable row level security;
alter table second_factor force row level security;
select allow_owner_scan('second_factor');

create table recovery_code (
    person_id uuid not null references second_factor on delete cascade,
    code_hash bytea not null,
    primary key (person_id, code_hash)
);
alter table recovery_code enable row level security;
alter table recovery_code force row level security;
select allow_owner_scan('recovery_code');

-- Somebody whose password was right and who still owes the code.
create table half_log_in (
    token_hash bytea primary key,
    person_id  uuid not null references person on delete cascade,
    expires_at timestamptz not null
);
create index half_log_in_person on half_log_in (person_id);
alter table half_log_in enable row level security;
alter table half_log_in force row level security;
select allow_owner_scan('half_log_in');

-- Whether members need a second factor to see anything.
alter table tenant add column second_factor_required boolean not null default false;

create function find_second_factor(of_person uuid)
    returns table (secret bytea, confirmed boolean, last_step bigint, codes bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select f.secret, f.confirmed_at is not null, f.last_step,
           (select count(*) from recovery_code c where c.person_id = f.person_id)
      from second_factor f where f.person_id = of_person
    $$;

create function has_second_factor(of_person uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$ select exists (select from second_factor f where f.person_id = of_person and f.confirmed_at is not null) $$;

-- Never replaces one that is in use.
create function begin_second_factor(of_person uuid, with_secret bytea) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into second_factor (person_id, secret) values (of_person, with_secret)
    on conflict (person_id) do update set secret = excluded.secret, last_step = -1
        where second_factor.confirmed_at is null
    $$;

-- Of two who try at once, one confirms. Only the secret that the code was made of.
create function confirm_second_factor(of_person uuid, with_secret bytea, step bigint, hashes bytea[], at timestamptz)
    returns boolean
    language sql security definer set search_path = public, pg_temp
    as $$
    with confirmed as (
        update second_factor f set confirmed_at = at, last_step = step
         where f.person_id = of_person and f.secret = with_secret and f.confirmed_at is null
        returning f.person_id),
    kept as (
        insert into recovery_code (person_id, code_hash)
        select c.person_id, h from confirmed c, unnest(hashes) h returning 1)
    select exists (select from confirmed)
    $$;

-- A code is good once: of two who send it at once, one gets in.
create function spend_second_factor(of_person uuid, step bigint) returns boolean
    language sql security definer set search_path = public, pg_temp
    as $$
    with spent as (
        update second_factor f set last_step = step
         where f.person_id = of_person and f.confirmed_at is not null and f.last_step < step
        returning 1)
    select exists (select from spent)
    $$;

create function take_recovery_code(of_person uuid, hash bytea) returns boolean
    language sql security definer set search_path = public, pg_temp
    as $$
    with taken as (
        delete from recovery_code c where c.person_id = of_person and c.code_hash = hash returning 1)
    select exists (select from taken)
    $$;

create function drop_second_factor(of_person uuid) returns void
    language sql security definer set search_path = public, pg_temp
    as $$ delete from second_factor f where f.person_id = of_person $$;

create function keep_half_log_in(hash bytea, of_person uuid, at timestamptz, until timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    delete from half_log_in where expires_at <= at;
    insert into half_log_in (token_hash, person_id, expires_at) values (hash, of_person, until)
    $$;

create function find_half_log_in(hash bytea, at timestamptz) returns uuid
    language sql stable security definer set search_path = public, pg_temp
    as $$ select h.person_id from half_log_in h where h.token_hash = hash and h.expires_at > at $$;

create function take_half_log_in(hash bytea, at timestamptz) returns uuid
    language sql security definer set search_path = public, pg_temp
    as $$ delete from half_log_in h where h.token_hash = hash and h.expires_at > at returning h.person_id $$;

-- A new password also ends what the old one had opened by half.
create or replace function set_password(person uuid, hash text, keep bytea, confirmed boolean, at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    update person p
       set password_hash = hash,
           confirmed_at = case when confirmed then coalesce(p.confirmed_at, at) else p.confirmed_at end
     where p.id = person;
    delete from session s using member m
     where m.tenant_id = s.tenant_id and m.id = s.member_id and m.person_id = person
       and s.token_hash is distinct from keep;
    delete from half_log_in h where h.person_id = person;
    delete from password_reset r where r.person_id = person
    $$;
