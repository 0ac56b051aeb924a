package io.leaddispatcher.adapter.postgres.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.RoutingStates.Begun;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The turn of a tenant, which one unit of work has at a time. */
class PostgresRoutingStatesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestDatabase database;
    private static RoutingStates states;
    private static UnitOfWork unitOfWork;

    private final Sinks.Empty<Void> end = Sinks.empty();
    private final CompletableFuture<Begun> begun = new CompletableFuture<>();

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        states = database.get(RoutingStates.class);
        unitOfWork = database.get(UnitOfWork.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void makeTenant() {
        tenant = database.newTenant();
    }

    @Test
    void whoHasWaitedForTheTurnKnowsWhatWasCommittedMeanwhile() {
        ConfigurationDocuments documents = database.get(ConfigurationDocuments.class);
        CompletableFuture<@Nullable Begun> first =
                hold(documents.lock(tenant).then(documents.advance(tenant)).then(eventToRoute()));
        assertThat(begun.join()).isEqualTo(new Begun(1, 0, false, "", false));

        CompletableFuture<@Nullable Begun> second =
                unitOfWork.run(tenant, states.takeTurn(tenant, PATIENCE)).toFuture();
        awaitOneThatWaits();
        end.tryEmitEmpty();

        assertThat(first.join()).isNotNull();
        assertThat(second.join()).isEqualTo(new Begun(2, 1, true, "", false));
    }

    @Test
    void nobodyWaitsForTheTurnLongerThanThePatience() {
        CompletableFuture<@Nullable Begun> first = hold(Mono.empty());
        begun.join();

        Mono<Begun> hasty = unitOfWork.run(tenant, states.takeTurn(tenant, Duration.ofMillis(50)));
        assertThatThrownBy(hasty::block).isInstanceOf(DataAccessException.class);

        end.tryEmitEmpty();
        assertThat(first.join()).isEqualTo(new Begun(1, 0, false, "", false));
    }

    @Test
    void aTurnTellsWhetherChannelsHaveChangedAndWhetherThereAreAccounts() {
        Begun none = turn();
        assertThat(none.channels()).isEmpty();
        assertThat(none.accounts()).isFalse();

        change(
                "insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version) "
                        + "values ('%1$s', '%2$s', 'slack', 'SLACK', 'Slack', true, '{}', '%2$s', 1)");
        String connected = turn().channels();
        assertThat(connected).isNotEmpty().isEqualTo(turn().channels());

        change(
                "insert into connection_secret (tenant_id, connection_id, name, ciphertext, set_at) "
                        + "values ('%1$s', '%2$s', 'botToken', 'x', now())");
        String withToken = turn().channels();
        assertThat(withToken).isNotEqualTo(connected);

        change("update connection_secret set ciphertext = 'y' where tenant_id = '%1$s'");
        String withAnother = turn().channels();
        assertThat(withAnother).isNotEqualTo(withToken);

        change("update connection set settings = '{\"teamId\": \"T1\"}' where tenant_id = '%1$s'");
        assertThat(turn().channels()).isNotEqualTo(withAnother);

        change("update connection set active = false where tenant_id = '%1$s'");
        change(
                "insert into account (tenant_id, key, document, version) values ('%1$s', 'acme', '{}', 1)");
        assertThat(turn().channels()).isEmpty();
        assertThat(turn().accounts()).isTrue();
    }

    private Begun turn() {
        return Objects.requireNonNull(
                unitOfWork.run(tenant, states.takeTurn(tenant, PATIENCE)).block());
    }

    private void change(String sql) {
        database.executeAsSuperuser(sql.formatted(tenant, new UUID(0, 1)));
    }

    @Test
    void whatIsOpenIsCountedByKindAsLoadsCountIt() {
        given("mia", "lead", "OFFERED", false);
        given("mia", "lead", "ACCEPTED", false);
        given("mia", "meeting", "ACCEPTED", true);
        given("mia", "meeting", "OFFERED", true);
        given("mia", "call", "COMPLETED", false);
        given("ben", "call", "OFFERED", false);
        RepKey mia = new RepKey("mia");

        assertThat(
                        unitOfWork
                                .run(
                                        tenant,
                                        states.openByKind(tenant, Set.of(mia, new RepKey("zoe"))))
                                .block())
                .isEqualTo(Map.of(mia, Map.of(LeadKind.LEAD, 2, LeadKind.MEETING, 1)));
    }

    private void given(String rep, String kind, String state, boolean broadcast) {
        UUID lead = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values ('%1$s', '%2$s', '%3$s', 'ASSIGNED', '{}', '[]', '', now(), now());
                insert into routing_run (tenant_id, id, lead_id, kind, policy_version, cause, decided_at, result, trace)
                values ('%1$s', '%2$s', '%2$s', '%3$s', 1, 'INTAKE', now(), 'ASSIGNED', '{}');
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, broadcast, offered_at, version)
                values ('%1$s', '%2$s', '%2$s', '%2$s', '%4$s', 'STANDARD', '%5$s', %6$s, now(), 1)
                """
                        .formatted(tenant.value(), lead, kind, rep, state, broadcast));
    }

    /** Takes the turn, does this with it, and has it until the end. */
    private CompletableFuture<@Nullable Begun> hold(Mono<?> work) {
        return unitOfWork
                .run(
                        tenant,
                        states.takeTurn(tenant, PATIENCE)
                                .delayUntil(_ -> work)
                                .doOnNext(begun::complete)
                                .delayUntil(_ -> end.asMono()))
                .toFuture();
    }

    private Mono<?> eventToRoute() {
        UUID id = UUID.randomUUID();
        InboundEvent event =
                new InboundEvent(
                        tenant,
                        null,
                        "api",
                        "key:" + id,
                        "application/json",
                        "{}".getBytes(UTF_8),
                        Instant.now());
        return database.get(InboundEvents.class)
                .keepReady(
                        tenant,
                        List.of(
                                new InboundEvents.ToRoute(
                                        id, event, Map.of(), new LeadId(UUID.randomUUID()))));
    }

    private static void awaitOneThatWaits() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .filter(_ ->
                        database.count(
                                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                                > 0)
                .blockFirst(PATIENCE);
    }
}
