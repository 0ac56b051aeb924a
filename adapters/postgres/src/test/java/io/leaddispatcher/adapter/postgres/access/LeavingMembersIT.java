package io.leaddispatcher.adapter.postgres.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.application.member.port.Invitations.Invitation;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is left of people when they leave, and of invitations that nobody has accepted. */
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

    @Test
    void anInvitationKeepsItsAddressUntilItLapses() {
        var invitations = database.get(Invitations.class);
        String email = UUID.randomUUID() + "@x.test";
        Instant end = NOW.plusSeconds(60);
        run(acme, invitations.add(acme, invitation(email, end), bytes()));

        assertThat(run(acme, members.isTaken(acme, email, end.minusSeconds(1)))).isTrue();
        assertThat(run(acme, members.isTaken(acme, email, end))).isFalse();
        assertThat(run(globex, members.isTaken(globex, email, NOW))).isFalse();

        drop(globex, email, end);
        drop(acme, email, end.minusSeconds(1));
        assertThat(run(acme, invitations.add(acme, invitation(email, end), bytes()))).isFalse();
        drop(acme, email, end);
        assertThat(run(acme, invitations.add(acme, invitation(email, end), bytes()))).isTrue();
    }

    @Test
    void aSeatThatIsShownAsAMembersAndOneThatIsKeptOutStayWhenTheirLinkHasLapsed() {
        var invitations = database.get(Invitations.class);
        Instant end = Instant.now().minus(Duration.ofDays(9)).truncatedTo(ChronoUnit.MICROS);
        Invitation quiet = invitation(UUID.randomUUID() + "@x.test", end, true);
        Invitation keptOut = invitation(UUID.randomUUID() + "@x.test", end, false);
        Invitation plain = invitation(UUID.randomUUID() + "@x.test", end, false);
        byte[] link = bytes();
        run(acme, invitations.add(acme, quiet, link));
        run(acme, invitations.add(acme, keptOut, bytes()));
        run(acme, invitations.add(acme, plain, bytes()));
        run(acme, members.change(acme, keptOut.id(), Role.VIEWER, false, null).thenReturn(true));

        run(
                acme,
                database.get(DatabaseClient.class)
                        .sql("select purge_some('invitations', 100, interval '1 minute')")
                        .mapValue(Long.class)
                        .one());
        drop(acme, quiet.email(), NOW);

        assertThat(run(acme, members.find(acme, quiet.id())).standing()).isEqualTo(Standing.ACTIVE);
        assertThat(run(acme, members.find(acme, keptOut.id())).standing())
                .isEqualTo(Standing.DISABLED);
        assertThat(run(acme, members.find(acme, plain.id()).hasElement())).isFalse();
        assertThat(run(acme, members.isTaken(acme, quiet.email(), NOW))).isTrue();
        assertThat(run(acme, invitations.find(acme, link)).expiresAt())
                .as("of the link")
                .isEqualTo(end);
    }

    private static void drop(TenantId tenant, String email, Instant at) {
        run(tenant, database.get(Invitations.class).dropLapsed(tenant, email, at).thenReturn(true));
    }

    private static Invitation invitation(String email, Instant end) {
        return invitation(email, end, false);
    }

    private static Invitation invitation(String email, Instant end, boolean quiet) {
        return new Invitation(
                UUID.randomUUID(), email, "V", Role.VIEWER, null, true, quiet, NOW, end);
    }

    private static byte[] bytes() {
        return UUID.randomUUID().toString().getBytes(UTF_8);
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
