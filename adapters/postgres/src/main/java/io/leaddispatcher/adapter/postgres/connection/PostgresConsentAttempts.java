package io.leaddispatcher.adapter.postgres.connection;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** In a table that is called after the first that sent browsers away. */
@Component
final class PostgresConsentAttempts implements ConsentAttempts {

    private static final String FORGET =
            "delete from slack_attempt where tenant_id = :tenant and expires_at <= :at";

    // Only those who look after a workspace begin one, so that this is plenty.
    private static final String KEEP =
            """
            insert into slack_attempt (tenant_id, state_hash, session_hash, connection_key, expires_at)
            select :tenant, :state, :session, :connection, :until
             where (select count(*) from slack_attempt where tenant_id = :tenant) < 100
            """;

    private static final String TAKE =
            """
            delete from slack_attempt
             where tenant_id = :tenant and state_hash = :state and session_hash = :session and expires_at > :at
            returning connection_key
            """;

    private final DatabaseClient database;

    PostgresConsentAttempts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> keep(
            TenantId tenant,
            byte[] state,
            byte[] session,
            ConnectionKey connection,
            Instant at,
            Instant until) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(KEEP)
                                .bind("tenant", tenant.value())
                                .bind("state", state)
                                .bind("session", session)
                                .bind("connection", connection.value())
                                .bind("until", until)
                                .fetch()
                                .rowsUpdated())
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<ConnectionKey> take(TenantId tenant, byte[] state, byte[] session, Instant at) {
        return database.sql(TAKE)
                .bind("tenant", tenant.value())
                .bind("state", state)
                .bind("session", session)
                .bind("at", at)
                .map(row -> new ConnectionKey(required(row, "connection_key", String.class)))
                .one();
    }
}
