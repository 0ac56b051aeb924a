-- Fields that forms sent and nothing took, by name and without what was filled in: what a mapping may still name.
create table unmapped_form_field (
    tenant_id      uuid not null,
    connection_key text collate "C" not null,
    name           text collate "C" not null,
    seen_at        timestamptz not null,
    primary key (tenant_id, connection_key, name),
    foreign key (tenant_id, connection_key) references connection on delete cascade
);
select protect('unmapped_form_field');
