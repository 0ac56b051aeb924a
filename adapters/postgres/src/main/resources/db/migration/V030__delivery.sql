-- The outbox: one row for each outgoing side effect, made in the transaction that causes it.
--
-- due_at means: PENDING and RETRYING, when it is to be tried; SENDING, when the hold on it lapses. So one condition finds
-- all that may be claimed.
create table delivery (
    tenant_id  uuid not null references tenant,
    id         uuid not null,
    lead_id    uuid not null,
    recipient  text not null,
    route      jsonb not null,
    step       smallint not null,
    channel    text not null check (channel in ('SLACK', 'EMAIL', 'CRM', 'WEBHOOK')),
    document   jsonb not null,
    state      text not null check (state in ('PENDING', 'SENDING', 'RETRYING', 'DELIVERED', 'DEAD')),
    attempts   integer not null,
    tries      integer not null,
    last_error text,
    due_at     timestamptz not null,
    paced      boolean not null,
    reference  text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id)
);
create index delivery_state on delivery (tenant_id, state, id);
create index delivery_lead on delivery (tenant_id, lead_id);
-- Across tenants, and holding only what is on its way.
create index delivery_due on delivery (due_at) where state in ('PENDING', 'RETRYING', 'SENDING');
select protect('delivery');
select allow_owner_scan('delivery');

create function claim_deliveries(at_most integer, hold interval) returns table (tenant_id uuid, id uuid)
    language sql security definer set search_path = public, pg_temp
    as $$
    update delivery d
       set state = 'SENDING', due_at = now() + hold
      from (select c.tenant_id, c.id
              from delivery c
             where c.state in ('PENDING', 'RETRYING', 'SENDING') and c.due_at <= now()
             order by c.due_at
             limit at_most
               for update skip locked) due
     where d.tenant_id = due.tenant_id and d.id = due.id
    returning d.tenant_id, d.id
    $$;

-- Until when an address, or a whole channel, has had its share.
create table dispatch_pace (
    tenant_id uuid not null references tenant,
    name      text not null,
    until     timestamptz not null,
    primary key (tenant_id, name)
);
select protect('dispatch_pace');

-- What would have been sent if a channel were connected.
create table sandbox_message (
    tenant_id uuid not null references tenant,
    id        uuid not null,
    at        timestamptz not null,
    channel   text not null,
    recipient text not null,
    address   text not null,
    lead_id   uuid not null,
    document  jsonb not null,
    primary key (tenant_id, id)
);
create index sandbox_message_at on sandbox_message (tenant_id, at desc, id desc);
select protect('sandbox_message');
