-- A domain that has become sensitive is kept in no list of companies: gone at once, and once more with each later step of the
-- encryption, for what a node has written that did not know yet.
create function forget_company_domains() returns trigger
    language plpgsql
    as $$
begin
    if 'company.domain' = any (new.fields) then
        delete from company_lead c where c.tenant_id = new.tenant_id and c.company like 'domain:%';
    end if;
    return null;
end
$$;
create trigger company_domains_forgotten after insert or update on encryption_at_rest
    for each row execute function forget_company_domains();
