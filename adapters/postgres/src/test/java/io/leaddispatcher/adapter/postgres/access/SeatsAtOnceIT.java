package io.leaddispatcher.adapter.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.application.member.port.Invitations.Invitation;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Of two who do the same at once, the second one learns that there was a first. */
class SeatsAtOnceIT {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%register_person%'";

    private static TestDatabase database;

    private final String email = UUID.randomUUID() + "@acme.test";

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private <T> Optional<T> run(TenantId tenant, Mono<T> work) {
        return database.get(UnitOfWork.class).run(tenant, work).blockOptional();
    }

    private Optional<Boolean> invite(TenantId tenant, String secret) {
        return run(
                tenant,
                database.get(Invitations.class)
                        .add(
                                tenant,
                                new Invitation(
                                        UUID.randomUUID(),
                                        email,
                                        "Vic",
                                        Role.VIEWER,
                                        null,
                                        true,
                                        false,
                                        NOW,
                                        NOW.plusSeconds(60)),
                                TokenHash.of(secret)));
    }

    @Test
    void anAddressIsInvitedOnceToAWorkspaceAndTheLinkThatWasFirstStaysGood() {
        TenantId tenant = database.newTenant();
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();

        assertThat(invite(tenant, first)).contains(true);
        assertThat(invite(tenant, second)).contains(false);
        assertThat(invite(database.newTenant(), UUID.randomUUID().toString())).contains(true);

        var invitations = database.get(Invitations.class);
        assertThat(run(tenant, invitations.find(tenant, TokenHash.of(first)))).isPresent();
        assertThat(run(tenant, invitations.find(tenant, TokenHash.of(second)))).isEmpty();
    }

    @Test
    void whoeverRegistersAnAddressWhileSomebodyElseDoesLearnsWhoItIs() throws SQLException {
        TenantId tenant = database.newTenant();
        UUID first = UUID.randomUUID();
        CompletableFuture<Optional<UUID>> second;
        try (var registering = database.superuser();
                var statement = registering.createStatement()) {
            registering.setAutoCommit(false);
            statement.execute(
                    "select register_person('%s', '%s', 'Vic', 'hash', now(), true)"
                            .formatted(first, email));
            second =
                    CompletableFuture.supplyAsync(() ->
                            run(
                                    tenant,
                                    database.get(People.class)
                                            .register(
                                                    UUID.randomUUID(),
                                                    email,
                                                    "Vic",
                                                    "other",
                                                    NOW,
                                                    true)));
            await().until(() -> database.count(WAITING) > 0);
            registering.commit();
        }

        assertThat(second.join()).contains(first);
    }
}
