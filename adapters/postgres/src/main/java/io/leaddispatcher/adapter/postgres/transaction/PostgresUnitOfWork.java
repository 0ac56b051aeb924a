package io.leaddispatcher.adapter.postgres.transaction;

import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * A transaction whose first statement names the tenant for row-level security.
 *
 * <p>The transaction runs on a subscription of its own. On this stack a cancelled subscriber can
 * leave an open BEGIN on the pooled connection, in which the next user's acknowledged writes are
 * lost; so nobody outside can cancel it.
 */
@Component
final class PostgresUnitOfWork implements UnitOfWork {

    private static final String ENTER =
            """
            select set_config('app.tenant_id', :tenant, true)
            """;

    private static final Object INSIDE = PostgresUnitOfWork.class;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    PostgresUnitOfWork(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
        return Mono.deferContextual(context -> {
            if (context.hasKey(INSIDE)) {
                return Mono.error(
                        new IllegalStateException(
                                "a unit of work of tenant %s inside another one"
                                        .formatted(tenant)));
            }
            // As a Mono the value is emitted after the commit, not before.
            return uncancellable(
                    transactions
                            .transactional(enter(tenant).then(work))
                            .contextWrite(inner -> inner.put(INSIDE, tenant)),
                    context);
        });
    }

    private Mono<Void> enter(TenantId tenant) {
        return database.sql(ENTER).bind("tenant", tenant.toString()).fetch().rowsUpdated().then();
    }

    private static <T> Mono<T> uncancellable(Mono<T> work, ContextView context) {
        Sinks.One<T> result = Sinks.one();
        work.contextWrite(context)
                .subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty);
        return result.asMono();
    }
}
