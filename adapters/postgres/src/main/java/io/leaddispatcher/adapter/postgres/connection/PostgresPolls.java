package io.leaddispatcher.adapter.postgres.connection;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.poll.port.Polls;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPolls implements Polls {

    private static final String CLAIM =
            """
            select tenant_id, connection_key, read_to, held_until
              from claim_record_polls(:limit, make_interval(secs => :hold))
            """;

    private static final String RELEASE =
            """
            update record_poll
               set read_to = greatest(read_to, :readTo), due_at = :due, held_until = now()
             where tenant_id = :tenant and connection_key = :connection and held_until = :until
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresPolls(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Flux<Claim> claim(int atMost, Duration hold) {
        return transactions
                .run(
                        database.sql(CLAIM)
                                .bind("limit", atMost)
                                .bind("hold", hold.toSeconds())
                                .map(PostgresPolls::claim)
                                .all()
                                .collectList())
                .flatMapIterable(claims -> claims);
    }

    private static Claim claim(Readable row) {
        return new Claim(
                new TenantId(required(row, "tenant_id", UUID.class)),
                new ConnectionKey(required(row, "connection_key", String.class)),
                required(row, "read_to", Instant.class),
                required(row, "held_until", Instant.class));
    }

    @Override
    public Mono<Void> release(Claim claim, Instant readTo, Instant dueAt) {
        return database.sql(RELEASE)
                .bind("tenant", claim.tenant().value())
                .bind("connection", claim.connection().value())
                .bind("readTo", readTo)
                .bind("due", dueAt)
                .bind("until", claim.until())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
