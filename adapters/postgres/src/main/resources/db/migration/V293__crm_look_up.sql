-- Companies about which a CRM was asked while a lead waited, so that the next lead of one that the CRM does not have need
-- not wait. What was asked for is kept as a digest: a company's name can be a person's.
create table crm_look_up (
    tenant_id      uuid not null,
    connection_key text collate "C" not null,
    sought         bytea not null,
    asked_at       timestamptz not null,
    primary key (tenant_id, connection_key, sought),
    foreign key (tenant_id, connection_key) references crm_mirror on delete cascade
);
create index crm_look_up_asked on crm_look_up (tenant_id, connection_key, asked_at);
select protect('crm_look_up');
