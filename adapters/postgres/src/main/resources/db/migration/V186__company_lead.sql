-- The latest lead of each company that a rep got, where a policy keeps a company with one rep. Who has the lead now is
-- asked of the lead. It goes with its lead, so what is erased is found no more.
create table company_lead (
    tenant_id uuid not null references tenant,
    -- The account that the lead matched, or the company's domain.
    company   text collate "C" not null,
    lead_id   uuid not null,
    given_at  timestamptz not null,
    primary key (tenant_id, company),
    foreign key (tenant_id, lead_id) references lead on delete cascade
);
create index company_lead_lead on company_lead (tenant_id, lead_id);
select protect('company_lead');
