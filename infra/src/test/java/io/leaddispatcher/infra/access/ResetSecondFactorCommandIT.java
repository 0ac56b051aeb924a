package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.command.CommandRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class ResetSecondFactorCommandIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

    private static TestDatabase database;

    @TempDir Path folder;

    private final String email = UUID.randomUUID() + "@acme.test";
    private final UUID person = register();

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private UUID register() {
        return done(
                database.get(People.class)
                        .register(UUID.randomUUID(), email, "Ida", null, NOW, true));
    }

    private static <T> T done(Mono<T> answer) {
        return Objects.requireNonNull(answer.block());
    }

    private UUID join(TenantId tenant) {
        UUID member = UUID.randomUUID();
        database.get(UnitOfWork.class)
                .run(
                        tenant,
                        database.get(People.class)
                                .join(tenant, member, person, Role.OWNER, null, NOW))
                .block();
        return member;
    }

    private byte[] session(TenantId tenant, UUID member) {
        byte[] hash = TokenHash.of("session of " + member);
        database.get(UnitOfWork.class)
                .run(
                        tenant,
                        database.get(Sessions.class).open(tenant, hash, member, NOW, "192.0.2.7"))
                .block();
        return hash;
    }

    private void switchOn() {
        var factors = database.get(SecondFactors.class);
        factors.begin(person, SECRET).block();
        assertThat(done(factors.confirm(person, SECRET, 7, List.of(SECRET), NOW))).isTrue();
    }

    private String reset(int exitCode, String of) {
        return CommandRun.on(database, folder)
                .ends(exitCode, settings -> ResetSecondFactorCommand.run(of, settings));
    }

    private List<String> told(TenantId tenant) {
        return done(
                database.get(UnitOfWork.class)
                        .run(
                                tenant,
                                database.get(DatabaseClient.class)
                                        .sql(
                                                "select actor || ' ' || action || ' ' || target || ' ' || detail::text"
                                                        + " from audit_log where tenant_id = :tenant")
                                        .bind("tenant", tenant.value())
                                        .mapValue(String.class)
                                        .all()
                                        .collectList()));
    }

    @Test
    void whoHasLostItGetsInByThePasswordAloneAndEachWorkspaceHearsOfIt() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        UUID there = join(globex);
        UUID here = join(acme);
        switchOn();
        byte[] session = session(acme, here);

        assertThat(reset(0, email.toUpperCase(Locale.ROOT)))
                .contains("is off and their sessions are over");

        assertThat(database.get(SecondFactors.class).find(person).blockOptional()).isEmpty();
        assertThat(database.get(Sessions.class).tenantOf(session).blockOptional()).isEmpty();
        assertThat(told(acme))
                .singleElement()
                .asString()
                .contains("system", "member:" + here, "the operator");
        assertThat(told(globex))
                .singleElement()
                .asString()
                .contains("member:" + there)
                .doesNotContain(here.toString());
    }

    @Test
    void whereNoneIsOnNothingIsDone() {
        TenantId acme = database.newTenant();
        byte[] session = session(acme, join(acme));
        database.get(SecondFactors.class).begin(person, SECRET).block();

        assertThat(reset(1, email)).contains("No second factor of " + email);

        assertThat(database.get(SecondFactors.class).find(person).blockOptional()).isPresent();
        assertThat(database.get(Sessions.class).tenantOf(session).blockOptional()).isPresent();
        assertThat(told(acme)).isEmpty();
    }

    @Test
    void nobodyIsTakenForSomebodyElse() {
        switchOn();
        assertThat(reset(1, "x" + email)).contains("Nobody has the address x" + email);
        assertThat(database.get(SecondFactors.class).find(person).blockOptional()).isPresent();
    }
}
