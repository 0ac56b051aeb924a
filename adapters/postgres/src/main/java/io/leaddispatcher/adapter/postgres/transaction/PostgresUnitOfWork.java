package io.leaddispatcher.adapter.postgres.transaction;

import io.leaddispatcher.adapter.postgres.connect.UnitConnections;
import io.leaddispatcher.application.idempotency.Hold;
import io.leaddispatcher.application.idempotency.LostHoldException;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A transaction that begins by naming the tenant for row-level security. */
@Component
final class PostgresUnitOfWork implements UnitOfWork {

    private static final String FENCE =
            """
            update idempotent_request set begun = true
             where tenant_id = :tenant and request = :request and holder = :holder
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresUnitOfWork(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
        return Mono.deferContextual(context ->
                UnitConnections.tenant(context).isPresent()
                        ? Mono.error(
                                new IllegalStateException(
                                        "a unit of work of tenant %s inside another one"
                                                .formatted(tenant)))
                        : transactions
                                .run(fence(tenant, Hold.of(context)).then(work))
                                .contextWrite(inner -> UnitConnections.with(inner, tenant)));
    }

    @Override
    public Mono<Void> together(Mono<Void> writes) {
        return Write.together(database, writes);
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
