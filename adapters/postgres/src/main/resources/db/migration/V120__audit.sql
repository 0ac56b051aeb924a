-- Who did what, for ever. Each entry of a tenant carries the hash of the one before, so that an entry that was changed,
-- removed or put in between is found; the head says which entry is the last.

create table audit_head (
    tenant_id uuid primary key references tenant,
    number    bigint not null,
    hash      bytea not null
);
select protect('audit_head');
revoke insert, update, delete on audit_head from ${application_role};

create table audit_log (
    tenant_id     uuid not null references tenant,
    -- 1, 2, 3 … without a gap.
    number        bigint not null,
    id            uuid not null,
    at            timestamptz not null,
    actor         text not null,
    -- Of the client, where it is known.
    address       text,
    action        text not null,
    target        text not null,
    detail        jsonb not null,
    previous_hash bytea not null,
    hash          bytea not null,
    primary key (tenant_id, number),
    unique (tenant_id, id)
);
create index audit_log_action on audit_log (tenant_id, action, number);
create index audit_log_actor on audit_log (tenant_id, actor, number);
create index audit_log_target on audit_log (tenant_id, target, number);
create index audit_log_at on audit_log (tenant_id, at);
select protect('audit_log');
revoke update, delete on audit_log from ${application_role};

-- A text with its length before it: two different rows never give the same content.
create function audit_part(part text) returns text
    language sql immutable
    as $$ select coalesce(octet_length(convert_to(part, 'UTF8')) || ':' || part, '-') $$;

-- Number, time, and hashes are the database's: whoever may insert cannot choose them. The head is held from here to the
-- commit, so entries of a tenant are numbered in the order in which they become visible.
create function chain_audit() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    head audit_head%rowtype;
begin
    insert into audit_head as h (tenant_id, number, hash)
    values (new.tenant_id, 1, decode(repeat('00', 32), 'hex'))
    on conflict (tenant_id) do update set number = h.number + 1
    returning * into head;
    new.number := head.number;
    new.previous_hash := head.hash;
    new.at := clock_timestamp();
    new.hash := sha256(new.previous_hash || convert_to(
            audit_part(new.tenant_id::text) || audit_part(new.number::text) || audit_part(new.id::text)
            || audit_part((extract(epoch from new.at) * 1000000)::bigint::text)
            || audit_part(new.actor) || audit_part(new.address) || audit_part(new.action)
            || audit_part(new.target) || audit_part(new.detail::text), 'UTF8'));
    update audit_head set hash = new.hash where tenant_id = new.tenant_id;
    return new;
end
$$;
create trigger chain before insert on audit_log for each row execute function chain_audit();
