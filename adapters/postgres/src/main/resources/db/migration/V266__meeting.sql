-- Meetings that leads have booked. A booking of which only the end was told yet has no lead.
create table meeting (
    tenant_id      uuid not null references tenant,
    id             uuid not null,
    connection_key text not null,
    -- The provider's id.
    booking        text not null,
    lead_id        uuid,
    provider       text not null,
    state          text not null check (state in ('BOOKED', 'MOVED', 'CANCELLED', 'NO_SHOW', 'HELD')),
    -- By the provider's clock.
    since          timestamptz not null,
    booked_at      timestamptz,
    title          text,
    starts_at      timestamptz,
    ends_at        timestamptz check (ends_at >= starts_at),
    time_zone      text,
    host_email     text,
    host_name      text,
    join_url       text,
    replaces       text,
    replaced_by    text,
    reason         text,
    told_at        timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, connection_key, booking),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
create index meeting_lead on meeting (tenant_id, lead_id, starts_at);
select protect('meeting');
