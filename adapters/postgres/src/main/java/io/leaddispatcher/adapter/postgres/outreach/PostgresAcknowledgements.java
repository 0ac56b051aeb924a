package io.leaddispatcher.adapter.postgres.outreach;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.outreach.port.Acknowledgements;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresAcknowledgements implements Acknowledgements {

    private static final String ONCE =
            """
            insert into lead_acknowledgement (tenant_id, lead_id, template_key, at)
            select :tenant, lead_id, template_key, :at
              from unnest(:leads, :templates) as a (lead_id, template_key)
             order by 2, 3
                on conflict do nothing
            returning lead_id, template_key
            """;

    private final DatabaseClient database;

    PostgresAcknowledgements(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Told> once(TenantId tenant, List<Told> told, Instant at) {
        return database.sql(ONCE)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .bind("leads", told.stream().map(each -> each.lead().value()).toArray(UUID[]::new))
                .bind(
                        "templates",
                        told.stream().map(each -> each.template().value()).toArray(String[]::new))
                .map(row ->
                        new Told(
                                new LeadId(required(row, "lead_id", UUID.class)),
                                new TemplateKey(required(row, "template_key", String.class))))
                .all();
    }
}
