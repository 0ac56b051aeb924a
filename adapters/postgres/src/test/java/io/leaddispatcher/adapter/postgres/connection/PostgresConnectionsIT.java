package io.leaddispatcher.adapter.postgres.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionHealthView.Status;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.application.connection.port.SessionStore.Kept;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PostgresConnectionsIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConnectionKey KEY = new ConnectionKey("hubspot-main");

    private static TestDatabase database;
    private static Connections connections;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        connections = database.get(Connections.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aFreshTenant() {
        tenant = database.newTenant();
    }

    @Test
    void aSecretThatIsNotSentAgainStays() {
        StoredConnection first = connection(1, Map.of("clientSecret", NOON));
        save(first, Map.of("clientSecret", "one".getBytes(UTF_8)));
        Instant later = NOON.plusSeconds(60);
        StoredConnection second =
                new StoredConnection(
                        first.id(),
                        KEY,
                        ConnectionType.HUBSPOT,
                        "Renamed",
                        true,
                        Map.of("portalId", new BigDecimal("5")),
                        Map.of("clientSecret", NOON, "accessToken", later),
                        first.hookId(),
                        2);
        save(second, Map.of("accessToken", "two".getBytes(UTF_8)));

        assertThat(run(connections.find(tenant, KEY))).isEqualTo(second);
        Map<String, byte[]> secrets = run(connections.ciphertexts(tenant, first.id()));
        assertThat(secrets.get("clientSecret")).asString(UTF_8).isEqualTo("one");
        assertThat(secrets.get("accessToken")).asString(UTF_8).isEqualTo("two");
    }

    @Test
    void aSecretThatTheConnectionNoLongerNamesIsRemoved() {
        StoredConnection first =
                connection(1, Map.of("clientSecret", NOON, "previousClientSecret", NOON));
        save(
                first,
                Map.of(
                        "clientSecret",
                        "two".getBytes(UTF_8),
                        "previousClientSecret",
                        "one".getBytes(UTF_8)));
        StoredConnection second =
                new StoredConnection(
                        first.id(),
                        KEY,
                        first.type(),
                        first.name(),
                        true,
                        first.settings(),
                        Map.of("clientSecret", NOON),
                        first.hookId(),
                        2);
        save(second, Map.of());

        assertThat(run(connections.find(tenant, KEY))).isEqualTo(second);
        assertThat(run(connections.ciphertexts(tenant, first.id())))
                .containsOnlyKeys("clientSecret");
    }

    @Test
    void aHookNamesItsOwnerAndNothingElse() {
        StoredConnection connection = connection(1, Map.of());
        save(connection, Map.of());

        assertThat(connections.ownerOf(connection.hookId()).block())
                .isEqualTo(new HookOwner(tenant, KEY));
        assertThat(connections.ownerOf("unknown").hasElement().block()).isFalse();
    }

    @Test
    void anotherTenantSeesNothing() {
        StoredConnection connection = connection(1, Map.of("clientSecret", NOON));
        save(connection, Map.of("clientSecret", "one".getBytes(UTF_8)));
        TenantId other = database.newTenant();
        UnitOfWork units = database.get(UnitOfWork.class);

        assertThat(units.run(other, connections.find(tenant, KEY).hasElement()).block()).isFalse();
        assertThat(units.run(other, connections.ciphertexts(tenant, connection.id())).block())
                .isEmpty();
    }

    @Test
    void oneHoldsASessionAtATimeAndItGoesWithTheConnection() {
        StoredConnection connection = connection(1, Map.of("clientSecret", NOON));
        save(connection, Map.of("clientSecret", "one".getBytes(UTF_8)));
        SessionStore sessions = database.get(SessionStore.class);
        UUID mine = new UUID(0, 1);
        UUID theirs = new UUID(0, 2);

        assertThat(hold(sessions, connection, mine, NOON)).isTrue();
        assertThat(hold(sessions, connection, theirs, NOON.plusSeconds(29))).isFalse();
        settle(sessions, connection, theirs, new Kept.Granted(1, new byte[] {2}, null));
        assertThat(kept(sessions, connection)).isEmpty();
        settle(sessions, connection, mine, new Kept.Granted(1, new byte[] {1}, NOON));
        assertThat(kept(sessions, connection))
                .get(InstanceOfAssertFactories.type(Kept.Granted.class))
                .satisfies(granted -> {
                    assertThat(granted.version()).isEqualTo(1);
                    assertThat(granted.renewAt()).isEqualTo(NOON);
                });

        assertThat(hold(sessions, connection, theirs, NOON)).isTrue();
        // It died; its turn lapses.
        assertThat(hold(sessions, connection, mine, NOON.plusSeconds(30))).isTrue();
        settle(sessions, connection, mine, null);
        assertThat(kept(sessions, connection)).containsInstanceOf(Kept.Granted.class);
        var refused = new Kept.Refused(1, "INVALID_GRANT", "revoked", NOON.plusSeconds(300));
        assertThat(hold(sessions, connection, mine, NOON)).isTrue();
        settle(sessions, connection, mine, refused);
        assertThat(kept(sessions, connection)).contains(refused);

        run(connections.delete(tenant, KEY).thenReturn(true));
        assertThat(kept(sessions, connection)).isEmpty();
    }

    @Test
    void theActiveOnesComeWithTheirSecrets() {
        StoredConnection connection = connection(1, Map.of("clientSecret", NOON));
        byte[] long76 = "0123456789".repeat(20).getBytes(UTF_8);
        save(connection, Map.of("clientSecret", long76));

        Connections.Locked locked =
                run(connections.activeLocked(tenant, Set.of(ConnectionType.HUBSPOT)).single());

        assertThat(locked.connection()).isEqualTo(connection);
        assertThat(locked.ciphertexts().get("clientSecret")).isEqualTo(long76);
    }

    @Test
    void aRotatedSecretReplacesTheOneItCameOfAndNoOther() {
        StoredConnection connection = connection(1, Map.of("clientSecret", NOON));
        save(connection, Map.of("clientSecret", "one".getBytes(UTF_8)));

        rotate(connection, "one", "two");
        assertThat(clientSecret(connection)).isEqualTo("two");
        rotate(connection, "one", "three");
        assertThat(clientSecret(connection)).isEqualTo("two");
    }

    @Test
    void aRotatedSecretIsKeptWhateverElseHasChanged() {
        StoredConnection connection = connection(1, Map.of("clientSecret", NOON));
        save(connection, Map.of("clientSecret", "one".getBytes(UTF_8)));
        save(connection(2, Map.of("clientSecret", NOON)), Map.of());

        rotate(connection, "one", "two");
        assertThat(clientSecret(connection)).isEqualTo("two");
    }

    private void rotate(StoredConnection connection, String shown, String secret) {
        run(
                connections
                        .rotateSecrets(
                                tenant,
                                new Connections.Locked(
                                        connection, Map.of("clientSecret", shown.getBytes(UTF_8))),
                                Map.of("clientSecret", secret.getBytes(UTF_8)),
                                NOON.plusSeconds(1))
                        .thenReturn(true));
    }

    private String clientSecret(StoredConnection connection) {
        return new String(
                Objects.requireNonNull(
                        run(connections.ciphertexts(tenant, connection.id())).get("clientSecret")),
                UTF_8);
    }

    private boolean hold(
            SessionStore sessions, StoredConnection connection, UUID holder, Instant now) {
        return run(sessions.hold(tenant, connection.id(), 1, holder, now, now.plusSeconds(30)));
    }

    private void settle(
            SessionStore sessions, StoredConnection connection, UUID holder, @Nullable Kept kept) {
        run(sessions.settle(tenant, connection.id(), holder, kept).thenReturn(true));
    }

    private Optional<Kept> kept(SessionStore sessions, StoredConnection connection) {
        return run(
                sessions.find(tenant, connection.id())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty()));
    }

    @Test
    void testsComeNoFasterThanThePause() {
        save(connection(1, Map.of()), Map.of());
        Duration pause = Duration.ofSeconds(5);

        assertThat(run(connections.beginTest(tenant, KEY, NOON, pause))).isTrue();
        assertThat(run(connections.beginTest(tenant, KEY, NOON.plusSeconds(4), pause))).isFalse();
        assertThat(run(connections.beginTest(tenant, KEY, NOON.plusSeconds(5), pause))).isTrue();
    }

    @Test
    void whatWaitsForTheOtherSideIsTriedAtOnceWhenItIsBack() {
        save(connection(1, Map.of()), Map.of());
        ConnectionHealth health = database.get(ConnectionHealth.class);
        waiting();

        failAndWork(health, 4, NOON);
        assertThat(dueNow()).isZero();
        failAndWork(health, 5, NOON);
        assertThat(dueNow()).isOne();
    }

    @Test
    void goingBackAndForthTriesItAtOnceOnlyEveryFiveMinutes() {
        save(connection(1, Map.of()), Map.of());
        ConnectionHealth health = database.get(ConnectionHealth.class);
        failAndWork(health, 5, NOON);
        waiting();

        failAndWork(health, 5, NOON.plusSeconds(299));
        assertThat(dueNow()).isZero();
        failAndWork(health, 5, NOON.plusSeconds(300));
        assertThat(dueNow()).isOne();
    }

    /** One event waits for its next try. */
    private void waiting() {
        database.executeAsSuperuser(
                """
                insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type,
                                           raw, received_at, state, due_at, error)
                values ('%s', gen_random_uuid(), '%s', 'hubspot', 'one', '', 'application/json', '', now(),
                        'RECEIVED', now() + interval '1 hour', 'no answer')
                """
                        .formatted(tenant, KEY));
    }

    private void failAndWork(ConnectionHealth health, int failures, Instant then) {
        for (int time = 0; time < failures; time++) {
            run(health.failed(tenant, KEY, "TIMEOUT", "no answer").thenReturn(true));
        }
        run(health.worked(tenant, KEY, then).thenReturn(true));
    }

    private long dueNow() {
        return database.count(
                "select count(*) from inbound_event where tenant_id = '%s' and due_at <= now()"
                        .formatted(tenant));
    }

    @Test
    void healthIsCountedAndForgottenWithTheConnection() {
        save(connection(1, Map.of()), Map.of());
        ConnectionHealth health = database.get(ConnectionHealth.class);
        ConnectionReports reports = database.get(ConnectionReports.class);

        run(
                health.rejected(tenant, KEY)
                        .then(health.rejected(tenant, KEY))
                        .then(health.event(tenant, KEY, NOON))
                        .then(health.failed(tenant, KEY, "TIMEOUT", "no answer"))
                        .then(health.failed(tenant, KEY, "TIMEOUT", "no answer in 5 s"))
                        .thenReturn(true));
        ConnectionHealthView view = run(reports.show(tenant, KEY, NOON));

        assertThat(view.rejectedSignatures()).isEqualTo(2);
        assertThat(view.lastEventAt()).isEqualTo(NOON);
        assertThat(view.errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("TIMEOUT");
                    assertThat(error.count()).isEqualTo(2);
                    assertThat(error.message()).isEqualTo("no answer in 5 s");
                    assertThat(error.lastAt()).isAfter(NOON);
                });
        assertThat(view.status()).isEqualTo(Status.DEGRADED);

        run(health.worked(tenant, KEY, NOON).thenReturn(true));
        assertThat(run(reports.show(tenant, KEY, NOON)).status()).isEqualTo(Status.OK);

        run(connections.delete(tenant, KEY).thenReturn(true));
        run(health.failed(tenant, KEY, "TIMEOUT", "late").thenReturn(true));
        assertThat(run(reports.show(tenant, KEY, NOON).hasElement())).isFalse();
    }

    @Test
    void anAnswerEndsTroubleAndIsNoWrite() {
        save(connection(1, Map.of()), Map.of());
        ConnectionHealth health = database.get(ConnectionHealth.class);
        ConnectionReports reports = database.get(ConnectionReports.class);
        run(health.failed(tenant, KEY, "TIMEOUT", "no answer").thenReturn(true));

        run(health.answered(tenant, KEY, NOON).thenReturn(true));

        ConnectionHealthView view = run(reports.show(tenant, KEY, NOON));
        assertThat(view.status()).isEqualTo(Status.OK);
        assertThat(view.lastWriteAt()).isNull();
        assertThat(view.lastAnswerAt()).isEqualTo(NOON);
        assertThat(run(reports.showAll(tenant, NOON)).get(KEY)).isEqualTo(view);
    }

    @Test
    void whatIsLostIsDownAtOnceAndIsBackWithTheNextSuccess() {
        save(connection(1, Map.of()), Map.of());
        ConnectionHealth health = database.get(ConnectionHealth.class);
        ConnectionReports reports = database.get(ConnectionReports.class);
        run(health.worked(tenant, KEY, NOON).thenReturn(true));

        run(health.lost(tenant, KEY, "app_uninstalled", "it was removed").thenReturn(true));
        ConnectionHealthView lost = run(reports.show(tenant, KEY, NOON));
        run(health.worked(tenant, KEY, NOON.plusMillis(500)).thenReturn(true));

        assertThat(lost.status()).isEqualTo(Status.DOWN);
        assertThat(lost.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.count()).isOne());
        assertThat(run(reports.show(tenant, KEY, NOON)).status()).isEqualTo(Status.OK);
    }

    private StoredConnection connection(long version, Map<String, Instant> secrets) {
        UUID id = UUID.randomUUID();
        return new StoredConnection(
                id,
                KEY,
                ConnectionType.HUBSPOT,
                "HubSpot",
                true,
                Map.of("portalId", "62515"),
                secrets,
                "hook-" + id,
                version);
    }

    private void save(StoredConnection connection, Map<String, byte[]> ciphertexts) {
        run(connections.save(tenant, connection, ciphertexts).thenReturn(true));
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
