-- What a connection knows is its account's. When another account takes its place, or the connection is deleted, its
-- records are nobody's names any more, and the ids that leads keep of them mean others elsewhere.

-- What leads were called in accounts that a connection no longer leads to. Type and account are empty where nobody knows
-- any more which one it was.
create table former_record (
    tenant_id   uuid not null references tenant,
    lead_id     uuid not null,
    external_id text not null,
    type        text not null,
    account     text not null,
    primary key (tenant_id, lead_id, external_id, type, account),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
select protect('former_record');

-- As the one before it; an id that a lead had in a former account is that account's as well.
create or replace function is_record_of_other_crm(tenant uuid, lead uuid, crm text, record text) returns boolean
    language sql stable
    as $$
    with own as (
        select c.type, coalesce(account_of(c.settings), '') as account from connection c
         where c.tenant_id = tenant and c.key = crm)
    select exists (select from crm_record c
                     join connection theirs on theirs.tenant_id = c.tenant_id and theirs.key = c.connection_key
                     left join own on true
                    where c.tenant_id = tenant and c.lead_id = lead and c.connection_key <> crm and c.external_id = record
                      and (own.type is distinct from theirs.type
                           or own.account is distinct from coalesce(account_of(theirs.settings), '')))
        or exists (select from former_record f
                     left join own on true
                    where f.tenant_id = tenant and f.lead_id = lead and f.external_id = record
                      and (own.type is distinct from f.type or own.account is distinct from f.account))
    $$;

-- Since when it leads to the account to which it leads now: what was written before was written elsewhere.
alter table connection add column account_since timestamptz not null default '-infinity';
alter table connection alter column account_since set default now();
