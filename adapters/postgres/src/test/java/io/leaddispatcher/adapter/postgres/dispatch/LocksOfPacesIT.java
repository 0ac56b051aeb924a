package io.leaddispatcher.adapter.postgres.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static reactor.core.publisher.Sinks.EmitFailureHandler.FAIL_FAST;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.dispatch.Turns;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.dispatch.port.Paces;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Two who hold messages and the paces of their addresses at once wait for each other never. */
class LocksOfPacesIT {

    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Address MIA = new Address(Address.Kind.SLACK_USER, "U1");
    private static final Address MAIL = new Address(Address.Kind.EMAIL, "mia@x.test");
    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private static TestDatabase database;

    private TenantId tenant = new TenantId(new UUID(0, 0));

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = database.newTenant();
    }

    /** Of two addresses, of which one is written to for the first time. */
    @Test
    void whoTakesTurnsAndWhoAsksForThemMakeAndHoldInOneOrder() throws SQLException {
        for (String known : List.of("A", "B")) {
            newTenant();
            pace(known);
            CompletableFuture<Map<String, Instant>> asked;
            try (Connection turn = database.superuser();
                    Statement statement = turn.createStatement()) {
                turn.setAutoCommit(false);
                take(statement, "A");
                asked =
                        CompletableFuture.supplyAsync(
                                () -> in(database.get(Paces.class).lock(tenant, Set.of("A", "B"))));
                await().until(() -> asked.isDone() || database.count(WAITING) > 0);
                take(statement, "B");
                turn.commit();
            }

            assertThat(asked.join()).as("%s was known", known).containsOnlyKeys("A", "B");
        }
    }

    /** While a channel asks for patience, a lead with a message that waits for its turn moves. */
    @Test
    void aLeadMovesWhileTurnsAreLost() {
        Delivery waits = planned();
        in(database.get(Outbox.class).add(tenant, List.of(waits)).thenReturn(true));
        database.executeAsSuperuser(
                "update delivery set paced = true, state = 'PENDING' where tenant_id = '%s'"
                        .formatted(tenant));
        pace("SLACK:U1");
        Delivery anew = planned();
        Sinks.Empty<Void> takenBack = Sinks.empty();
        Sinks.Empty<Void> startedOver = Sinks.empty();
        Outbox outbox = database.get(Outbox.class);
        Instant now = Instant.now();

        CompletableFuture<Boolean> moved =
                CompletableFuture.supplyAsync(() ->
                        in(
                                outbox.moved(tenant, List.of(DispatchMessages.LEAD))
                                        .then(
                                                Mono.fromRunnable(
                                                        () -> takenBack.emitEmpty(FAIL_FAST)))
                                        .then(startedOver.asMono())
                                        .then(
                                                outbox.addHeld(
                                                        tenant,
                                                        List.of(anew),
                                                        Duration.ofMinutes(1),
                                                        Turns.idle(List.of(anew), now)))
                                        .thenReturn(true)));
        Paces paces = database.get(Paces.class);
        in(
                takenBack
                        .asMono()
                        .then(paces.startOver(tenant, "SLACK:", now))
                        .then(Mono.fromRunnable(() -> startedOver.emitEmpty(FAIL_FAST)))
                        .then(
                                database.get(Deliveries.class)
                                        .loseTurns(
                                                tenant,
                                                Set.of(Address.Kind.SLACK_USER),
                                                now.plusSeconds(60)))
                        .thenReturn(true));
        assertThat(moved.join()).isTrue();

        assertThat(in(database.get(Deliveries.class).list(tenant, null, null, 10).collectList()))
                .extracting(Delivery::id)
                .containsExactly(anew.id());
    }

    private void pace(String name) {
        database.executeAsSuperuser(
                "insert into dispatch_pace (tenant_id, name, until) values ('%s', '%s', '%s')"
                        .formatted(tenant, name, PAST));
    }

    /** As a message's lead takes its turn, one address after the other. */
    private void take(Statement statement, String name) throws SQLException {
        statement.execute(
                """
                insert into dispatch_pace as p (tenant_id, name, until) values ('%s', '%s', now())
                on conflict (tenant_id, name) do update set until = excluded.until where p.until <= now()
                """
                        .formatted(tenant, name));
    }

    private Delivery planned() {
        Map<String, Object> document = new HashMap<>(DispatchMessages.ana().document());
        document.put("assignment", UUID.randomUUID().toString());
        return Delivery.planned(
                new DeliveryId(UUID.randomUUID()),
                DispatchMessages.LEAD,
                new DeliveryDraft("rep:mia", List.of(MIA, MAIL), document),
                PAST);
    }

    private <T> T in(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
