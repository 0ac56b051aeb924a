package io.leaddispatcher.adapter.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is left of people when they leave. */
class LeavingMembersIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static TestDatabase database;
    private static Members members;

    private TenantId acme;
    private TenantId globex;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        members = database.get(Members.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void twoWorkspaces() {
        acme = database.newTenant();
        globex = database.newTenant();
    }

    @Test
    void theAccountGoesWithTheLastMembershipAndNotBefore() {
        UUID vic = person();
        UUID here = member(acme, vic);
        UUID there = member(globex, vic);
        UUID stays = person();
        member(acme, stays);
        database.executeAsSuperuser(
                "insert into second_factor (person_id, secret) values ('%s', '\\x01')"
                        .formatted(vic));

        remove(globex, here);
        assertThat(accounts(vic)).as("nobody's member of theirs").isOne();
        remove(acme, here);
        assertThat(accounts(vic)).isOne();
        remove(globex, there);

        assertThat(accounts(vic)).isZero();
        assertThat(
                        database.count(
                                "select count(*) from second_factor where person_id = '%s'"
                                        .formatted(vic)))
                .isZero();
        assertThat(accounts(stays)).isOne();
        assertThat(
                        database.count(
                                "select count(*) from member where tenant_id = '%s'"
                                        .formatted(acme)))
                .isOne();
    }

    @Test
    void twoWorkspacesThatRemoveSomebodyAtOnceLeaveNoAccount() {
        for (int i = 0; i < 10; i++) {
            UUID vic = person();
            UUID here = member(acme, vic);
            UUID there = member(globex, vic);

            Flux.merge(removal(acme, here), removal(globex, there)).blockLast();

            assertThat(accounts(vic)).isZero();
        }
    }

    @Test
    void anAccountThatWasLeftOverGoesWithWhatIsOver() {
        UUID left = person();
        UUID stays = person();
        member(acme, stays);

        database.get(Retentions.class).removeUnowned().block();

        assertThat(accounts(left)).isZero();
        assertThat(accounts(stays)).isOne();
    }

    private static UUID person() {
        UUID person = UUID.randomUUID();
        database.get(People.class)
                .register(person, person + "@x.test", "V", "hash", NOW, true)
                .block();
        return person;
    }

    private static UUID member(TenantId tenant, UUID person) {
        UUID member = UUID.randomUUID();
        run(
                tenant,
                database.get(People.class)
                        .join(tenant, member, person, Role.VIEWER, null, NOW)
                        .thenReturn(true));
        return member;
    }

    private static void remove(TenantId tenant, UUID member) {
        removal(tenant, member).block();
    }

    private static Mono<Void> removal(TenantId tenant, UUID member) {
        return database.get(UnitOfWork.class).run(tenant, members.remove(tenant, member));
    }

    private static long accounts(UUID person) {
        return database.count("select count(*) from person where id = '%s'".formatted(person));
    }

    private static <T> T run(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
