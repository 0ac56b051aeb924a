package io.leaddispatcher.adapter.postgres.transaction;

import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A transaction whose first statement names the tenant for row-level security. */
@Component
final class PostgresUnitOfWork implements UnitOfWork {

    private static final String ENTER =
            """
            select set_config('app.tenant_id', :tenant, true)
            """;

    private static final Object INSIDE = PostgresUnitOfWork.class;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresUnitOfWork(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
        return Mono.deferContextual(context ->
                context.hasKey(INSIDE)
                        ? Mono.error(
                                new IllegalStateException(
                                        "a unit of work of tenant %s inside another one"
                                                .formatted(tenant)))
                        : transactions
                                .run(enter(tenant).then(work))
                                .contextWrite(inner -> inner.put(INSIDE, tenant)));
    }

    private Mono<Void> enter(TenantId tenant) {
        return database.sql(ENTER).bind("tenant", tenant.toString()).fetch().rowsUpdated().then();
    }
}
