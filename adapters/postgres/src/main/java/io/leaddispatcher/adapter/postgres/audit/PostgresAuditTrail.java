package io.leaddispatcher.adapter.postgres.audit;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.ClientAddress;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresAuditTrail implements AuditTrail {

    // The trigger sets number, time and hashes.
    private static final String APPEND =
            """
            insert into audit_log (tenant_id, id, actor, address, action, target, detail)
            values (:tenant, :id, :actor, :address, :action, :target, :detail)
            """;

    private final DatabaseClient database;
    private final Ids ids;

    PostgresAuditTrail(DatabaseClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public Mono<Void> append(TenantId tenant, AuditEntry entry) {
        return Mono.deferContextual(context ->
                database.sql(APPEND)
                        .bind("tenant", tenant.value())
                        .bind("id", ids.next())
                        .bind("actor", entry.actor())
                        .bind(
                                "address",
                                Parameters.in(
                                        R2dbcType.VARCHAR, ClientAddress.of(context).orElse(null)))
                        .bind("action", entry.action().word())
                        .bind("target", entry.target())
                        .bind("detail", JsonDocuments.toJson(entry.detail()))
                        .fetch()
                        .rowsUpdated()
                        .then());
    }
}
