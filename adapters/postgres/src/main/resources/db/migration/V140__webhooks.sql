-- Who outside is told of what happens in a workspace.

create table webhook_subscription (
    tenant_id        uuid not null references tenant,
    id               uuid not null,
    url              text not null,
    events           text[] not null check (events <> '{}'),
    active           boolean not null,
    failing_since    timestamptz,
    disabled_at      timestamptz,
    disabled_because text check (disabled_because in ('GONE', 'FAILING')),
    created_at       timestamptz not null,
    secret_set_at    timestamptz not null,
    version          bigint not null,
    primary key (tenant_id, id)
);
select protect('webhook_subscription');

-- Several sign at once while receivers change over to a new one.
create table webhook_secret (
    tenant_id       uuid not null,
    id              uuid not null,
    subscription_id uuid not null,
    ciphertext      bytea not null,
    made_at         timestamptz not null,
    ends_at         timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, subscription_id) references webhook_subscription on delete cascade
);
create index webhook_secret_subscription on webhook_secret (tenant_id, subscription_id);
select protect('webhook_secret');

-- What came of each call. It ends with its delivery, so that what is erased there is erased here. Of the subscription it
-- knows the id only: a key would make calls that fail at the same time wait for each other.
create table webhook_try (
    tenant_id       uuid not null,
    id              uuid not null,
    subscription_id uuid not null,
    delivery_id     uuid not null,
    at              timestamptz not null,
    took_ms         bigint not null,
    status          integer,
    answer          text,
    error           text,
    primary key (tenant_id, id),
    foreign key (tenant_id, delivery_id) references delivery on delete cascade
);
create index webhook_try_delivery on webhook_try (tenant_id, delivery_id);
create index webhook_try_subscription on webhook_try (tenant_id, subscription_id);
select protect('webhook_try');

-- What is sent about the workspace is about no lead.
alter table delivery alter column lead_id drop not null;
create index delivery_webhook on delivery (tenant_id, recipient, id) where channel = 'WEBHOOK';
