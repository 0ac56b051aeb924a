package io.leaddispatcher.adapter.postgres.connect;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.pool.PooledRefMetadata;

/** Makes the one pool of connections through which the application reaches the database. */
public final class ConnectionPools {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

    // What a connection brings is worked on by the thread that reads it, and its threads are shared
    // by all connections. On as many as there are processors, and each new connection on the thread
    // that asked for it, a group waited until the answers to the one before had been written.
    private static final LoopResources THREADS =
            LoopResources.create(
                    "postgres",
                    1,
                    Math.max(6, 2 * Runtime.getRuntime().availableProcessors()),
                    true,
                    false);

    private ConnectionPools() {}

    public static ConnectionPool open(DatabaseAccess access, int size) {
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(new UnitConnections(connectionFactory(access)))
                        .name("dispatcher")
                        .initialSize(1)
                        .maxSize(size)
                        .maxAcquireTime(Duration.ofSeconds(15))
                        .maxIdleTime(LONGEST_IDLE)
                        .customizer(pool -> pool.evictionPredicate(ConnectionPools::isOfNoUse))
                        // Of a transaction that was left the driver knows, or the next BEGIN ends
                        // it.
                        .postAllocate(Connection::rollbackTransaction)
                        .build());
    }

    /**
     * Asked before a connection is handed out: when the server started anew it has closed them all,
     * and whoever got one of those would fail.
     */
    private static boolean isOfNoUse(Connection connection, PooledRefMetadata use) {
        return use.idleTime() > LONGEST_IDLE.toMillis() || !isConnected(connection);
    }

    // The driver knows without asking the server, and says so at once.
    private static boolean isConnected(Connection connection) {
        return Mono.from(connection.validate(ValidationDepth.LOCAL)).toFuture().getNow(true);
    }

    /** Connections outside a pool, logged in as the application. */
    public static PostgresqlConnectionFactory connectionFactory(DatabaseAccess access) {
        return new PostgresqlConnectionFactory(
                access.tls()
                        .apply(PostgresqlConnectionConfiguration.builder())
                        .host(access.host())
                        .port(access.port())
                        .database(access.database())
                        .username(access.application().role())
                        .password(access.application().password())
                        .applicationName("lead-dispatcher")
                        .statementTimeout(STATEMENT_TIMEOUT)
                        .lockWaitTimeout(LOCK_TIMEOUT)
                        .options(
                                Map.of(
                                        // A transaction that writes begins as one that may, so what
                                        // is written outside of one fails instead of getting lost.
                                        "default_transaction_read_only",
                                        "on",
                                        "idle_in_transaction_session_timeout",
                                        Long.toString(IDLE_IN_TRANSACTION_TIMEOUT.toMillis())))
                        .connectTimeout(Duration.ofSeconds(10))
                        .tcpKeepAlive(true)
                        .loopResources(THREADS)
                        .build());
    }
}
