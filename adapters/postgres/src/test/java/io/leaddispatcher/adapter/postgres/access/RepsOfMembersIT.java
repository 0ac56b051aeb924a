package io.leaddispatcher.adapter.postgres.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which rep a member is whom nobody has linked to one. */
class RepsOfMembersIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static TestDatabase database;
    private static Sessions sessions;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        sessions = database.get(Sessions.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void itIsTheOneWithTheSameAddressIfThatIsOneAlone() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        String address = UUID.randomUUID() + "@reps.test";
        session(acme, address, null);
        rep(globex, "elsewhere", address);
        assertThat(rep(acme, address)).isEmpty();

        rep(acme, "mia", "M" + address.substring(1));
        rep(acme, "ben", address.toUpperCase(Locale.ROOT));
        assertThat(rep(acme, address)).contains("ben");

        rep(acme, "ben-again", address);
        assertThat(rep(acme, address)).as("nobody knows which").isEmpty();
    }

    @Test
    void theyAreFoundByTheIndexUnderRowLevelSecurityAndOnlyWhereSomebodyAsks() {
        TenantId acme = database.newTenant();
        database.executeAsSuperuser(
                """
                insert into configuration_document (tenant_id, kind, key, document, version)
                select '%s', 'REP', 'rep-' || i, jsonb_build_object('name', i, 'email', 'Rep' || i || '@reps.test'), 1
                  from generate_series(1, 2000) i;
                analyze configuration_document
                """
                        .formatted(acme));
        String unlinked = "rep7@reps.test";
        String linked = UUID.randomUUID() + "@reps.test";
        session(acme, unlinked, null);
        session(acme, linked, "rep-8");

        assertThat(looksByAddress(acme, unlinked)).isOne();
        assertThat(looksByAddress(acme, linked)).isZero();
    }

    /** How often the index was asked for one look at a session. */
    private static long looksByAddress(TenantId tenant, String address) {
        Mono<Long> looks =
                database.get(DatabaseClient.class)
                        .sql("select pg_stat_get_xact_numscans('rep_address'::regclass)")
                        .mapValue(Long.class)
                        .one();
        return in(
                tenant,
                looks.flatMap(before ->
                        sessions.find(tenant, bytes(address))
                                .then(looks)
                                .map(after -> after - before)));
    }

    private static Optional<String> rep(TenantId tenant, String address) {
        return Optional.ofNullable(in(tenant, sessions.find(tenant, bytes(address))).repKey());
    }

    private static void rep(TenantId tenant, String key, String address) {
        database.executeAsSuperuser(
                """
                insert into configuration_document (tenant_id, kind, key, document, version)
                values ('%s', 'REP', '%s', '{"name":"R","email":"%s"}', 1)
                """
                        .formatted(tenant, key, address));
    }

    private static void session(TenantId tenant, String address, @Nullable String rep) {
        UUID member = UUID.randomUUID();
        UUID person = UUID.randomUUID();
        People people = database.get(People.class);
        people.register(person, address, "M", null, NOW, true).block();
        UnitOfWork unitOfWork = database.get(UnitOfWork.class);
        unitOfWork.run(tenant, people.join(tenant, member, person, Role.REP, rep, NOW)).block();
        unitOfWork.run(tenant, sessions.open(tenant, bytes(address), member, NOW, null)).block();
    }

    private static <T> T in(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
