package io.leaddispatcher.adapter.postgres.connection;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.poll.port.Polls;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPolls implements Polls {

    private static final String CLAIM =
            """
            select tenant_id, connection_key, read_to, held_until, next_cursor, began_at
              from claim_record_polls(:limit, make_interval(secs => :hold))
            """;

    private static final String RELEASE =
            """
            update record_poll
               set read_to = greatest(read_to, :readTo), next_cursor = :cursor, began_at = :began,
                   due_at = :due, held_until = now()
             where tenant_id = :tenant and connection_key = :connection and held_until = :until
            """;

    private final DatabaseClient database;
    private final ConnectionClaims claims;

    PostgresPolls(DatabaseClient database, ConnectionClaims claims) {
        this.database = database;
        this.claims = claims;
    }

    @Override
    public Flux<Claim> claim(int atMost, Duration hold) {
        return claims.of(CLAIM, atMost, hold, PostgresPolls::claim);
    }

    private static Claim claim(Readable row) {
        return new Claim(
                new TenantId(required(row, "tenant_id", UUID.class)),
                new ConnectionKey(required(row, "connection_key", String.class)),
                required(row, "read_to", Instant.class),
                unfinished(row),
                required(row, "held_until", Instant.class));
    }

    private static @Nullable Unfinished unfinished(Readable row) {
        String cursor = row.get("next_cursor", String.class);
        return cursor == null
                ? null
                : new Unfinished(cursor, required(row, "began_at", Instant.class));
    }

    @Override
    public Mono<Void> release(
            Claim claim, Instant readTo, @Nullable Unfinished unfinished, Instant dueAt) {
        return database.sql(RELEASE)
                .bind("tenant", claim.tenant().value())
                .bind("connection", claim.connection().value())
                .bind("readTo", readTo)
                .bind(
                        "cursor",
                        Parameters.in(
                                R2dbcType.VARCHAR, unfinished == null ? null : unfinished.cursor()))
                .bind(
                        "began",
                        Parameters.in(
                                R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                                unfinished == null
                                        ? null
                                        : unfinished.began().atOffset(ZoneOffset.UTC)))
                .bind("due", dueAt)
                .bind("until", claim.until())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
