package io.leaddispatcher.adapter.postgres.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionHealthView.Failure;
import io.leaddispatcher.application.connection.ConnectionHealthView.Status;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    void testsComeNoFasterThanThePause() {
        save(connection(1, Map.of()), Map.of());
        Duration pause = Duration.ofSeconds(5);

        assertThat(run(connections.beginTest(tenant, KEY, NOON, pause))).isTrue();
        assertThat(run(connections.beginTest(tenant, KEY, NOON.plusSeconds(4), pause))).isFalse();
        assertThat(run(connections.beginTest(tenant, KEY, NOON.plusSeconds(5), pause))).isTrue();
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
        assertThat(view.errors()).containsExactly(new Failure("TIMEOUT", 2, "no answer in 5 s"));
        assertThat(view.status()).isEqualTo(Status.DEGRADED);

        run(health.worked(tenant, KEY, NOON).thenReturn(true));
        assertThat(run(reports.show(tenant, KEY, NOON)).status()).isEqualTo(Status.OK);

        run(connections.delete(tenant, KEY).thenReturn(true));
        run(health.failed(tenant, KEY, "TIMEOUT", "late").thenReturn(true));
        assertThat(run(reports.show(tenant, KEY, NOON).hasElement())).isFalse();
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
