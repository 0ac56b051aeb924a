package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresSessionStore implements SessionStore {

    private static final String FIND =
            """
            select version, ciphertext, renew_at, refused_code, refused_message, refused_until
              from connection_session
             where tenant_id = :tenant and connection_id = :connection
               and (ciphertext is not null or refused_code is not null)
            """;

    private static final String HOLD =
            """
            insert into connection_session (tenant_id, connection_id, version, held_by, held_until)
            values (:tenant, :connection, :version, :holder, :until)
            on conflict (tenant_id, connection_id) do update
               set held_by = excluded.held_by, held_until = excluded.held_until
             where connection_session.held_until is null or connection_session.held_until <= :now
            """;

    private static final String GRANTED =
            """
            update connection_session
               set version = :version, ciphertext = :ciphertext, renew_at = :renew_at,
                   refused_code = null, refused_message = null, refused_until = null, held_by = null, held_until = null
             where tenant_id = :tenant and connection_id = :connection and held_by = :holder
            """;

    private static final String REFUSED =
            """
            update connection_session
               set version = :version, ciphertext = null, refused_code = :code,
                   refused_message = :message, refused_until = :until, held_by = null,
                   held_until = null
             where tenant_id = :tenant and connection_id = :connection and held_by = :holder
            """;

    private static final String RELEASE =
            """
            update connection_session set held_by = null, held_until = null
             where tenant_id = :tenant and connection_id = :connection and held_by = :holder
            """;

    private final DatabaseClient database;

    PostgresSessionStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Kept> find(TenantId tenant, UUID connection) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("connection", connection)
                .map(PostgresSessionStore::kept)
                .one();
    }

    private static Kept kept(Readable row) {
        long version = Objects.requireNonNull(row.get("version", Long.class));
        byte[] ciphertext = row.get("ciphertext", byte[].class);
        return ciphertext != null
                ? new Kept.Granted(version, ciphertext, row.get("renew_at", Instant.class))
                : new Kept.Refused(
                        version,
                        Objects.requireNonNull(row.get("refused_code", String.class)),
                        Objects.requireNonNull(row.get("refused_message", String.class)),
                        Objects.requireNonNull(row.get("refused_until", Instant.class)));
    }

    @Override
    public Mono<Boolean> hold(
            TenantId tenant,
            UUID connection,
            long version,
            UUID holder,
            Instant now,
            Instant until) {
        return database.sql(HOLD)
                .bind("tenant", tenant.value())
                .bind("connection", connection)
                .bind("version", version)
                .bind("holder", holder)
                .bind("now", now)
                .bind("until", until)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Void> settle(TenantId tenant, UUID connection, UUID holder, @Nullable Kept kept) {
        var statement =
                switch (kept) {
                    case Kept.Granted(var version, var ciphertext, var renewAt) ->
                            database.sql(GRANTED)
                                    .bind("version", version)
                                    .bind("ciphertext", ciphertext)
                                    .bind(
                                            "renew_at",
                                            Parameters.in(
                                                    R2dbcType.TIMESTAMP_WITH_TIME_ZONE, renewAt));
                    case Kept.Refused(var version, var code, var message, var until) ->
                            database.sql(REFUSED)
                                    .bind("version", version)
                                    .bind("code", code)
                                    .bind("message", message)
                                    .bind("until", until);
                    case null -> database.sql(RELEASE);
                };
        return statement
                .bind("tenant", tenant.value())
                .bind("connection", connection)
                .bind("holder", holder)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
