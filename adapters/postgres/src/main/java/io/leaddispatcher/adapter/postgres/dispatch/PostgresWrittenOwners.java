package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.crm.port.WrittenOwners;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By the deliveries that were to write them. */
@Component
final class PostgresWrittenOwners implements WrittenOwners {

    private static final String LAST =
            """
            select d.state, coalesce(d.reference, '') as reference
              from crm_record r
              join delivery d on d.tenant_id = r.tenant_id and d.lead_id = r.lead_id
             where r.tenant_id = :tenant and r.connection_key = :connection
               and r.external_id = :record
               and d.channel = 'CRM' and d.recipient = :recipient
               and d.document ->> 'crm' = 'OWNER' and d.document ->> 'record' = :record
             order by d.id desc limit 1
            """;

    private final DatabaseClient database;

    PostgresWrittenOwners(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Write> last(TenantId tenant, ConnectionKey connection, String record) {
        return database.sql(LAST)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("recipient", "crm:" + connection)
                .bind("record", record)
                .map(row -> {
                    String reference = Objects.requireNonNull(row.get("reference", String.class));
                    boolean arrived =
                            DeliveryState.DELIVERED.name().equals(row.get("state", String.class))
                                    && !reference.isEmpty()
                                    && !reference.equals(Outlet.UNCHANGED);
                    return new Write(arrived ? reference : null);
                })
                .one();
    }
}
