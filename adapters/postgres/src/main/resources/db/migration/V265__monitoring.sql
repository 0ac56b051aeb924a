-- What the checks of the routing chain look for. Each index holds only what is wrong, or rare.
create index inbound_event_failed on inbound_event (tenant_id, id) where state = 'FAILED';
create index timeline_handed_off on timeline (tenant_id, id) where type = 'HANDED_OFF';

-- How many events a connection has brought, one a second at most, and its longest silence between two of them, which
-- counts for half as much a week later.
alter table connection_health
    add column events bigint not null default 0,
    add column usual_silence interval;
