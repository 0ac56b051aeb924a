-- Sessions of connections whose tokens are good for a while only: what was granted, encrypted, or why nothing was. Whoever
-- asks the other side holds the row meanwhile, so that two nodes do not use up a secret that is good once.
create table connection_session (
    tenant_id       uuid not null,
    connection_id   uuid not null,
    version         bigint not null,
    ciphertext      bytea,
    refused_code    text,
    refused_message text,
    refused_until   timestamptz,
    held_by         uuid,
    held_until      timestamptz,
    primary key (tenant_id, connection_id),
    foreign key (tenant_id, connection_id) references connection (tenant_id, id) on delete cascade
);
select protect('connection_session');
