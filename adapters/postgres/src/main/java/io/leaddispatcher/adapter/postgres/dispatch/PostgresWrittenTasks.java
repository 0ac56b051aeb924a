package io.leaddispatcher.adapter.postgres.dispatch;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * By the deliveries that were to make them, which are kept until their tasks have ended, to
 * connections that are there still and lead to the account to which they led then.
 */
@Component
final class PostgresWrittenTasks implements WrittenTasks {

    private static final String MADE =
            """
            select d.document ->> 'task' as task, d.lead_id, c.key as connection,
                   d.document ->> 'record' as record, d.state, coalesce(d.reference, '') as reference
              from delivery d
              join connection c on c.tenant_id = d.tenant_id and c.key = d.route -> d.step ->> 'value'
             where d.tenant_id = :tenant and d.lead_id = any (:leads) and d.channel = 'CRM'
               and d.created_at >= c.account_since and d.document ->> 'crm' = 'TASK' and d.document ->> 'task' = any (:tasks)
             order by d.id
            """;

    /** Of an answer without an id. */
    private static final String NAMELESS = "-";

    private final DatabaseClient database;

    PostgresWrittenTasks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Write> of(TenantId tenant, Collection<LeadId> leads, Collection<UUID> tasks) {
        return database.sql(MADE)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .bind("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .map(PostgresWrittenTasks::write)
                .all();
    }

    private static Write write(Readable row) {
        String reference = required(row, "reference", String.class);
        Standing standing =
                switch (DeliveryState.valueOf(required(row, "state", String.class))) {
                    case PENDING, SENDING, RETRYING -> Standing.UNDER_WAY;
                    case DELIVERED ->
                            reference.equals(Outlet.UNCHANGED)
                                    ? Standing.LEFT_OUT
                                    : Standing.WRITTEN;
                    case DEAD -> Standing.LEFT_OUT;
                };
        boolean named =
                standing == Standing.WRITTEN && !reference.isEmpty() && !reference.equals(NAMELESS);
        return new Write(
                UUID.fromString(required(row, "task", String.class)),
                new LeadId(required(row, "lead_id", UUID.class)),
                new ConnectionKey(required(row, "connection", String.class)),
                required(row, "record", String.class),
                standing,
                named ? reference : null);
    }
}
