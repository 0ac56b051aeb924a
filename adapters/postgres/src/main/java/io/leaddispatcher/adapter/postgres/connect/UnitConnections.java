package io.leaddispatcher.adapter.postgres.connect;

import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Connections on which a transaction begins in one round trip: it ends whatever an earlier user
 * left open, begins, and names the tenant of the unit of work for row-level security.
 */
public final class UnitConnections implements ConnectionFactory {

    private static final Object TENANT = UnitConnections.class;

    private final ConnectionFactory connections;

    UnitConnections(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Transactions that begin with this context are the tenant's. */
    public static Context with(Context context, TenantId tenant) {
        return context.put(TENANT, tenant);
    }

    /** Whose the transactions of this context are; empty when they are nobody's. */
    public static Optional<TenantId> tenant(ContextView context) {
        return context.getOrEmpty(TENANT);
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(connections.create()).map(UnitConnection::new);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    /** Passes everything on but the beginning of a transaction. */
    private record UnitConnection(Connection connection) implements Connection {

        // The driver knows of a BEGIN only once the answer to it has arrived, and a subscriber that
        // left did not wait for it. A ROLLBACK by itself, outside of a transaction, would be a
        // warning in the log of the server each time.
        private static final String BEGIN = "begin; rollback; begin read write";

        @Override
        public Publisher<Void> beginTransaction() {
            return Mono.deferContextual(context -> {
                String begin =
                        tenant(context)
                                .map(tenant ->
                                        "%s; select set_config('app.tenant_id', '%s', true)"
                                                .formatted(BEGIN, tenant.value()))
                                .orElse(BEGIN);
                return Flux.from(connection.createStatement(begin).execute())
                        .concatMap(Result::getRowsUpdated)
                        .then();
            });
        }

        // All of them write, and nobody asks for another isolation.
        @Override
        public Publisher<Void> beginTransaction(TransactionDefinition definition) {
            return beginTransaction();
        }

        @Override
        public Publisher<Void> close() {
            return connection.close();
        }

        @Override
        public Publisher<Void> commitTransaction() {
            return connection.commitTransaction();
        }

        @Override
        public Batch createBatch() {
            return connection.createBatch();
        }

        @Override
        public Publisher<Void> createSavepoint(String name) {
            return connection.createSavepoint(name);
        }

        @Override
        public Statement createStatement(String sql) {
            return connection.createStatement(sql);
        }

        @Override
        public boolean isAutoCommit() {
            return connection.isAutoCommit();
        }

        @Override
        public ConnectionMetadata getMetadata() {
            return connection.getMetadata();
        }

        @Override
        public IsolationLevel getTransactionIsolationLevel() {
            return connection.getTransactionIsolationLevel();
        }

        @Override
        public Publisher<Void> releaseSavepoint(String name) {
            return connection.releaseSavepoint(name);
        }

        @Override
        public Publisher<Void> rollbackTransaction() {
            return connection.rollbackTransaction();
        }

        @Override
        public Publisher<Void> rollbackTransactionToSavepoint(String name) {
            return connection.rollbackTransactionToSavepoint(name);
        }

        @Override
        public Publisher<Void> setAutoCommit(boolean autoCommit) {
            return connection.setAutoCommit(autoCommit);
        }

        @Override
        public Publisher<Void> setLockWaitTimeout(Duration timeout) {
            return connection.setLockWaitTimeout(timeout);
        }

        @Override
        public Publisher<Void> setStatementTimeout(Duration timeout) {
            return connection.setStatementTimeout(timeout);
        }

        @Override
        public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
            return connection.setTransactionIsolationLevel(isolationLevel);
        }

        @Override
        public Publisher<Boolean> validate(ValidationDepth depth) {
            return connection.validate(depth);
        }
    }
}
