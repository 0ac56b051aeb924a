-- Requests that carried an Idempotency-Key, with their answers, for a day.
create table idempotent_request (
    tenant_id  uuid not null references tenant,
    -- Keyed hash of the route and the key.
    request    text not null,
    -- Keyed hash of who asked and of what was sent.
    content    text not null,
    -- The attempt that may settle it, and until when nobody else may take it over.
    holder     uuid not null,
    held_until timestamptz not null,
    -- Whether a transaction of the work was committed.
    begun      boolean not null default false,
    -- Encrypted: an answer may hold a secret that is shown once.
    answer     bytea,
    began_at   timestamptz not null,
    primary key (tenant_id, request)
);
create index idempotent_request_began on idempotent_request (began_at);
select protect('idempotent_request');
select allow_owner_scan('idempotent_request');

create function forget_past_requests(kept interval, at_most integer) returns integer
    language sql security definer set search_path = public, pg_temp
    as $$
    with past as (
        select r.tenant_id, r.request from idempotent_request r
         where r.began_at < now() - kept
         order by r.began_at
         limit at_most
           for update skip locked),
    forgotten as (
        delete from idempotent_request r using past p
         where r.tenant_id = p.tenant_id and r.request = p.request
        returning 1)
    select count(*)::integer from forgotten
    $$;
