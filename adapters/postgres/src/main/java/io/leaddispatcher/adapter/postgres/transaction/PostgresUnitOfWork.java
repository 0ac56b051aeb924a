package io.leaddispatcher.adapter.postgres.transaction;

import io.leaddispatcher.application.idempotency.Hold;
import io.leaddispatcher.application.idempotency.LostHoldException;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
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

    private static final String FENCE =
            """
            update idempotent_request set begun = true
             where tenant_id = :tenant and request = :request and holder = :holder
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
                                .run(enter(tenant).then(fence(tenant, Hold.of(context))).then(work))
                                .contextWrite(inner -> inner.put(INSIDE, tenant)));
    }

    private Mono<Void> enter(TenantId tenant) {
        return database.sql(ENTER).bind("tenant", tenant.toString()).fetch().rowsUpdated().then();
    }

    /**
     * In a request that must not happen twice, whatever this commits is committed by the one who
     * holds the request.
     */
    private Mono<Void> fence(TenantId tenant, Optional<Hold> held) {
        return held.filter(hold -> hold.tenant().equals(tenant))
                .map(hold ->
                        database.sql(FENCE)
                                .bind("tenant", tenant.value())
                                .bind("request", hold.request())
                                .bind("holder", hold.holder())
                                .fetch()
                                .rowsUpdated()
                                .flatMap(rows ->
                                        rows == 0
                                                ? Mono.<Void>error(new LostHoldException(hold))
                                                : Mono.<Void>empty()))
                .orElseGet(Mono::empty);
    }
}
