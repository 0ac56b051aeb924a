package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresCompanyLeads implements CompanyLeads {

    // Who has it is asked of the lead: it may have gone to somebody else since.
    private static final String LATEST =
            """
            select company, lead_id, given_at, rep
              from (select c.company, c.lead_id, c.given_at,
                           case l.status when 'ASSIGNED' then l.rep_key
                                         when 'COMPLETED' then coalesce(l.rep_key, l.previous_rep_key) end as rep
                      from company_lead c
                      join lead l on l.tenant_id = c.tenant_id and l.id = c.lead_id
                     where c.tenant_id = :tenant and c.company = any (:companies)) known
             where rep is not null
            """;

    private static final String KEEP =
            """
            insert into company_lead (tenant_id, company, lead_id, given_at)
            select :tenant, company, lead, at from unnest(:companies, :leads, :times) as g (company, lead, at)
             order by company
                on conflict (tenant_id, company) do update
               set lead_id = excluded.lead_id, given_at = excluded.given_at
            """;

    private final DatabaseClient database;

    PostgresCompanyLeads(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<CompanyKey, Latest>> latest(TenantId tenant, Collection<CompanyKey> companies) {
        return database.sql(LATEST)
                .bind("tenant", tenant.value())
                .bind("companies", texts(companies))
                .map(row ->
                        Map.entry(
                                new CompanyKey(required(row, "company", String.class)),
                                new Latest(
                                        new LeadId(required(row, "lead_id", UUID.class)),
                                        new RepKey(required(row, "rep", String.class)),
                                        required(row, "given_at", Instant.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Void> keep(TenantId tenant, List<Given> given) {
        return database.sql(KEEP)
                .bind("tenant", tenant.value())
                .bind("companies", texts(given.stream().map(Given::company).toList()))
                .bind("leads", given.stream().map(each -> each.lead().value()).toArray(UUID[]::new))
                .bind("times", given.stream().map(Given::at).toArray(Instant[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static String[] texts(Collection<CompanyKey> companies) {
        return companies.stream().map(CompanyKey::value).toArray(String[]::new);
    }
}
