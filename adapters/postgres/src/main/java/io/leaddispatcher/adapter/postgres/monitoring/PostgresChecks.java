package io.leaddispatcher.adapter.postgres.monitoring;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresChecks implements Checks {

    private static final String READ_AGAIN =
            """
            update inbound_event set state = 'RECEIVED', attempts = 0, due_at = now()
             where tenant_id = :tenant and id = any (:events) and state = 'FAILED'
            """;

    private static final String USUALLY_QUIET =
            """
            update connection_health set usual_silence = now() - last_event_at
             where tenant_id = :tenant and key = :key and last_event_at is not null
            """;

    /** To which owners are written. */
    private static final List<ConnectionType> CRMS =
            List.of(ConnectionType.HUBSPOT, ConnectionType.SALESFORCE, ConnectionType.CRM);

    private final DatabaseClient database;

    PostgresChecks(DatabaseClient database) {
        this.database = database;
    }

    private record Line(Example example, long total) {}

    @Override
    public Mono<Found> find(TenantId tenant, CheckKey check, int examples) {
        var query =
                database.sql(
                                """
                                select found.*, count(*) over () as total
                                  from (%s) found
                                 order by found.at, found.lead, found.id
                                 limit :most
                                """
                                        .formatted(CheckQueries.of(check)))
                        .bind("tenant", tenant.value())
                        .bind("most", examples);
        return (check == CheckKey.RUN_WITHOUT_CRM_OWNER ? query.bind("crms", crms()) : query)
                .map(PostgresChecks::line)
                .all()
                .collectList()
                .map(lines ->
                        new Found(
                                lines.isEmpty() ? 0 : lines.getFirst().total(),
                                lines.stream().map(Line::example).toList()));
    }

    private static String[] crms() {
        return CRMS.stream().map(Enum::name).toArray(String[]::new);
    }

    private static Line line(Readable row) {
        return new Line(
                new Example(
                        Stream.ofNullable(row.get("lead", UUID.class))
                                .map(LeadId::new)
                                .findFirst()
                                .orElse(null),
                        row.get("id", UUID.class),
                        row.get("name", String.class),
                        required(row, "at", Instant.class),
                        row.get("detail", String.class)),
                required(row, "total", Long.class));
    }

    @Override
    public Mono<Integer> readAgain(TenantId tenant, List<UUID> events) {
        return database.sql(READ_AGAIN)
                .bind("tenant", tenant.value())
                .bind("events", events.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .map(Long::intValue);
    }

    @Override
    public Mono<Void> usuallyQuiet(TenantId tenant, ConnectionKey connection) {
        return database.sql(USUALLY_QUIET)
                .bind("tenant", tenant.value())
                .bind("key", connection.value())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
