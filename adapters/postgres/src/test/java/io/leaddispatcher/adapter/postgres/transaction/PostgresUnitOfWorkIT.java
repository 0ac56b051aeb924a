package io.leaddispatcher.adapter.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.idempotency.Hold;
import io.leaddispatcher.application.idempotency.LostHoldException;
import io.leaddispatcher.application.idempotency.port.IdempotentRequests;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class PostgresUnitOfWorkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestDatabase database;
    private static UnitOfWork unitOfWork;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        unitOfWork = database.get(UnitOfWork.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void whoLeavesInTheMiddleDoesNotKeepItFromCommitting() throws Exception {
        TenantId tenant = database.newTenant();
        CountDownLatch written = new CountDownLatch(1);
        Sinks.Empty<Void> rest = Sinks.empty();
        Disposable client =
                unitOfWork
                        .run(
                                tenant,
                                write(tenant)
                                        .doOnSuccess(_ -> written.countDown())
                                        .then(rest.asMono()))
                        .subscribe();
        assertThat(written.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        client.dispose();
        rest.tryEmitEmpty();

        assertThat(
                        Flux.interval(Duration.ofMillis(20))
                                .map(_ -> keysets(tenant))
                                .filter(found -> found == 1)
                                .blockFirst(PATIENCE))
                .isOne();
    }

    @Test
    void itsAnswerComesAfterTheCommit() {
        for (int unit = 0; unit < 20; unit++) {
            TenantId tenant = database.newTenant();

            assertThat(
                            unitOfWork
                                    .run(tenant, write(tenant).thenReturn(true))
                                    .map(_ -> keysets(tenant))
                                    .block(PATIENCE))
                    .isOne();
        }
    }

    @Test
    void whatFailsLeavesNothingBehind() {
        TenantId tenant = database.newTenant();

        assertThatThrownBy(() ->
                        unitOfWork
                                .run(
                                        tenant,
                                        write(tenant)
                                                .then(
                                                        Mono.error(
                                                                new IllegalStateException(
                                                                        "thought better of it"))))
                                .block(PATIENCE))
                .hasMessage("thought better of it");
        assertThat(keysets(tenant)).isZero();
    }

    @Test
    void whoseRequestWasTakenOverCommitsNothing() {
        TenantId tenant = database.newTenant();
        IdempotentRequests requests = database.get(IdempotentRequests.class);
        Hold first = new Hold(tenant, "request", UUID.randomUUID());
        Hold second = new Hold(tenant, "request", UUID.randomUUID());
        unitOfWork.run(tenant, requests.begin(first, "content", PATIENCE)).block(PATIENCE);
        unitOfWork.run(tenant, requests.takeOver(second, "content", PATIENCE)).block(PATIENCE);

        assertThatThrownBy(() ->
                        unitOfWork
                                .run(tenant, write(tenant))
                                .contextWrite(context -> context.put(Hold.class, first))
                                .block(PATIENCE))
                .isInstanceOf(LostHoldException.class);
        assertThat(keysets(tenant)).isZero();
        unitOfWork
                .run(tenant, write(tenant))
                .contextWrite(context -> context.put(Hold.class, second))
                .block(PATIENCE);
        assertThat(keysets(tenant)).isOne();
    }

    @Test
    void oneInsideAnotherIsRefused() {
        TenantId tenant = database.newTenant();

        assertThatThrownBy(() ->
                        unitOfWork
                                .run(tenant, unitOfWork.run(tenant, write(tenant)))
                                .block(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside another one");
    }

    @Test
    void aWriteOutsideOfOneIsNoticed() {
        assertThatThrownBy(() -> write(database.newTenant()).block(PATIENCE))
                .hasStackTraceContaining(
                        "a write outside a transaction: insert into tenant_keyset");
        assertThatThrownBy(() ->
                        database.get(DatabaseClient.class)
                                .sql("select record_login_failure('somebody', now())")
                                .fetch()
                                .rowsUpdated()
                                .block(PATIENCE))
                .hasStackTraceContaining("a write outside a transaction");
    }

    private static Mono<Void> write(TenantId tenant) {
        return database.get(DatabaseClient.class)
                .sql("insert into tenant_keyset (tenant_id, keyset) values (:tenant, '')")
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static long keysets(TenantId tenant) {
        return database.count(
                "select count(*) from tenant_keyset where tenant_id = '%s'".formatted(tenant));
    }
}
