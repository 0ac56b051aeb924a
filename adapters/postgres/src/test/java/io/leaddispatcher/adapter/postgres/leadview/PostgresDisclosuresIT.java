package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.Disclosures.Disclosure;
import io.leaddispatcher.application.lead.port.Disclosures.Listed;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresDisclosuresIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofMinutes(15));

    private static TestDatabase database;
    private static Disclosures disclosures;

    private TenantId acme;
    private TenantId globex;
    private UUID vic;
    private LeadId lead;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        disclosures = database.get(Disclosures.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void someoneAndALead() {
        acme = database.newTenant();
        globex = database.newTenant();
        vic = join("Vic", Role.VIEWER);
        lead = lead();
    }

    private UUID join(String name, Role role) {
        UUID member = UUID.randomUUID();
        var people = database.get(People.class);
        run(
                acme,
                people.register(UUID.randomUUID(), member + "@acme.test", name, null, NOW, true)
                        .flatMap(person ->
                                people.join(acme, member, person, role, null, NOW)
                                        .thenReturn(true)));
        return member;
    }

    private LeadId lead() {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, name, company, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', 'NEW', 'Ana Ruiz', 'Acme', '{}', '[]', '', now(), now())
                """
                        .formatted(acme, id));
        return new LeadId(id);
    }

    private static <T> T run(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }

    private Disclosure opened(LeadId of, Instant at) {
        return new Disclosure(
                UUID.randomUUID(),
                vic,
                of,
                "called back",
                at,
                at.plus(Duration.ofMinutes(15)),
                null);
    }

    private void add(Disclosure disclosure) {
        run(acme, disclosures.add(acme, disclosure).thenReturn(true));
    }

    private List<Disclosure> open(Instant at) {
        return run(acme, disclosures.hold(acme, vic, at).collectList());
    }

    @Test
    void itIsFoundByItsMemberAndLeadAndNoMoreOpenWhenItsTimeIsOver() {
        var first = opened(lead, NOW.minusSeconds(3600));
        var second = opened(lead, NOW);
        add(first);
        add(second);

        assertThat(run(acme, disclosures.latest(acme, vic, lead))).isEqualTo(second);
        assertThat(run(acme, disclosures.find(acme, first.id()))).isEqualTo(first);
        assertThat(run(acme, disclosures.latest(acme, UUID.randomUUID(), lead).hasElement()))
                .isFalse();
        assertThat(open(END.minusMillis(1))).containsExactly(second);
        assertThat(open(END)).isEmpty();
    }

    @Test
    void itEndsOnce() {
        var disclosure = opened(lead, NOW);
        add(disclosure);
        assertThat(run(acme, disclosures.end(acme, disclosure.id(), NOW.plusSeconds(9)))).isTrue();
        assertThat(run(acme, disclosures.end(acme, disclosure.id(), NOW.plusSeconds(10))))
                .isFalse();
        assertThat(run(acme, disclosures.find(acme, disclosure.id())).endedAt())
                .isEqualTo(NOW.plusSeconds(9));
        assertThat(open(NOW.plusSeconds(10))).isEmpty();

        var other = opened(lead, NOW);
        add(other);
        assertThat(run(acme, disclosures.end(acme, other.id(), END))).as("by itself").isFalse();
    }

    @Test
    void ofManyWhoOpenAtOnceEachKnowsOfTheOthers() {
        Flux.range(0, 12)
                .flatMap(
                        _ -> database.get(UnitOfWork.class).run(acme, openUnlessThereAreThree()),
                        12)
                .blockLast();
        assertThat(open(NOW)).hasSize(3);
    }

    private Mono<Boolean> openUnlessThereAreThree() {
        return disclosures
                .hold(acme, vic, NOW)
                .count()
                .filter(count -> count < 3)
                .flatMap(_ -> disclosures.add(acme, opened(lead, NOW)).thenReturn(true));
    }

    @Test
    void theNewestIsListedFirstAlsoWhenTheMemberIsGone() {
        var first = opened(lead, NOW);
        var second = opened(lead(), NOW.plusSeconds(1));
        add(first);
        add(second);
        assertThat(run(acme, disclosures.list(acme, 10).collectList()))
                .containsExactly(
                        new Listed(second, "Vic", "Ana Ruiz", "Acme"),
                        new Listed(first, "Vic", "Ana Ruiz", "Acme"));
        assertThat(run(acme, disclosures.list(acme, 1).collectList())).hasSize(1);

        run(acme, database.get(Members.class).remove(acme, vic).thenReturn(true));
        assertThat(run(acme, disclosures.list(acme, 10).collectList()))
                .extracting(Listed::member)
                .containsOnlyNulls()
                .hasSize(2);
    }

    @Test
    void anotherTenantsAreOutOfReach() {
        var disclosure = opened(lead, NOW);
        add(disclosure);
        assertThat(run(globex, disclosures.latest(acme, vic, lead).hasElement())).isFalse();
        assertThat(run(globex, disclosures.find(globex, disclosure.id()).hasElement())).isFalse();
        assertThat(run(globex, disclosures.end(acme, disclosure.id(), NOW))).isFalse();
        assertThat(run(globex, disclosures.list(acme, 10).hasElements())).isFalse();
    }

    @Test
    void whatWasSaidIsNeverChanged() {
        add(opened(lead, NOW));
        for (String sql :
                List.of(
                        "delete from disclosure",
                        "update disclosure set reason = 'another one'",
                        "update disclosure set ends_at = now()")) {
            assertThatThrownBy(() ->
                            run(
                                    acme,
                                    database.get(DatabaseClient.class)
                                            .sql(sql)
                                            .then()
                                            .thenReturn(true)))
                    .isInstanceOf(PermissionDeniedDataAccessException.class);
        }
    }

    @Test
    void whoAdministersIsToldAndNobodyElse() {
        UUID adam = join("Adam", Role.ADMIN);
        UUID olga = join("Olga", Role.OWNER);
        join("Max", Role.MANAGER);
        UUID gone = join("Gone", Role.ADMIN);
        var members = database.get(Members.class);
        run(acme, members.change(acme, gone, Role.ADMIN, false, null).thenReturn(true));

        assertThat(run(acme, members.administrators(acme).collectList()))
                .extracting(MemberView::id)
                .containsExactlyInAnyOrder(adam, olga);
        assertThat(run(globex, members.administrators(acme).hasElements())).isFalse();
    }
}
