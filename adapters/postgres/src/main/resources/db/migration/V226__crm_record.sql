-- What leads are called in the CRMs that told of them. Only what a CRM's own connection has said gets in here.
create table crm_record (
    tenant_id      uuid not null references tenant,
    connection_key text not null,
    external_id    text not null,
    lead_id        uuid not null,
    told_at        timestamptz not null,
    primary key (tenant_id, connection_key, external_id),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
create index crm_record_lead on crm_record (tenant_id, lead_id, told_at desc);
select protect('crm_record');
