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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which of the sessions that have open streams are still there. */
class OpenSessionsIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static TestDatabase database;
    private static Sessions sessions;
    private static UnitOfWork unitOfWork;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        sessions = database.get(Sessions.class);
        unitOfWork = database.get(UnitOfWork.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void thoseOfAllWorkspacesAreToldAtOnceWithoutWhatHasEnded() {
        TenantId acme = database.newTenant();
        TenantId globex = database.newTenant();
        String one = session(acme, Role.VIEWER);
        String other = session(globex, Role.REP);
        String loggedOut = session(acme, Role.VIEWER);
        String gone = session(globex, Role.VIEWER);
        assertThat(stillOpen(one, other, loggedOut, gone, "never there"))
                .containsExactlyInAnyOrder(one, other, loggedOut, gone);

        unitOfWork.run(acme, sessions.end(acme, bytes(loggedOut))).block();
        database.executeAsSuperuser(
                "update member m set active = false from session s where s.tenant_id = m.tenant_id and s.member_id = m.id and s.token_hash = '%s'::bytea"
                        .formatted(gone));

        assertThat(stillOpen(one, other, loggedOut, gone)).containsExactlyInAnyOrder(one, other);
        assertThat(stillOpen(loggedOut)).isEmpty();
    }

    @Test
    void onlyOwnersStayWhereTheIdentityProviderIsTheOnlyWay() {
        TenantId acme = database.newTenant();
        String viewer = session(acme, Role.VIEWER);
        String owner = session(acme, Role.OWNER);
        database.executeAsSuperuser(
                "insert into sso_connection (tenant_id, document, client_secret, domains, enabled, sso_only, by_owner, changed_at) values ('%s', '{}', '', '{}', true, true, true, now())"
                        .formatted(acme));

        assertThat(stillOpen(viewer, owner)).containsExactly(owner);
    }

    private static List<String> stillOpen(String... tokens) {
        return Objects.requireNonNull(
                sessions.stillOpen(Stream.of(tokens).map(OpenSessionsIT::bytes).toList())
                        .map(hash -> new String(hash, UTF_8))
                        .collectList()
                        .block());
    }

    private static String session(TenantId tenant, Role role) {
        UUID member = UUID.randomUUID();
        UUID person = UUID.randomUUID();
        People people = database.get(People.class);
        people.register(person, person + "@acme.test", "M", null, NOW, true).block();
        unitOfWork.run(tenant, people.join(tenant, member, person, role, null, NOW)).block();
        String token = "of " + member;
        unitOfWork.run(tenant, sessions.open(tenant, bytes(token), member, NOW, null)).block();
        return token;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
