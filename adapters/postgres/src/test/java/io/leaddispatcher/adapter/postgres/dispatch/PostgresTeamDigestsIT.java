package io.leaddispatcher.adapter.postgres.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.teamdigest.port.TeamDigests;
import io.leaddispatcher.application.teamdigest.port.TeamDigests.Figures;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresTeamDigestsIT {

    private static final TeamKey TEAM = new TeamKey("emea");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final List<RepKey> REPS = List.of(new RepKey("mia"), new RepKey("ben"));
    private static final List<QueueKey> QUEUES = List.of(new QueueKey("emea"));

    private static TestDatabase database;
    private static TeamDigests digests;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant since = now.minus(Duration.ofDays(1));
    private TenantId tenant;
    private int number;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        digests = database.get(TeamDigests.class);
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
    void ofManyWhoTryOneMakesTheSummaryOfADay() {
        List<Boolean> taken =
                Objects.requireNonNull(
                        Flux.range(0, 12)
                                .flatMap(
                                        _ ->
                                                database.get(UnitOfWork.class)
                                                        .run(
                                                                tenant,
                                                                digests.take(
                                                                        tenant, TEAM, DAY, now)),
                                        12)
                                .collectList()
                                .block());

        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(in(digests.take(tenant, TEAM, DAY.plusDays(1), now))).isTrue();
        assertThat(in(digests.take(tenant, new TeamKey("other"), DAY, now))).isTrue();
        assertThat(in(digests.take(tenant, TEAM, DAY.plusDays(40), now))).isTrue();
        assertThat(in(digests.take(tenant, TEAM, DAY, now))).as("forgotten").isTrue();
    }

    @Test
    void whoWantsOneIsFound() {
        assertThat(wanting()).doesNotContain(tenant);
        team(Map.of("name", "EMEA"));
        assertThat(wanting()).doesNotContain(tenant);
        team(Map.of("name", "EMEA", "digest", Map.of("at", "08:30")));
        assertThat(wanting()).contains(tenant);
    }

    private List<TenantId> wanting() {
        return Objects.requireNonNull(digests.wanting().collectList().block());
    }

    private void team(Map<String, ?> document) {
        in(
                database.get(ConfigurationDocuments.class)
                        .save(
                                tenant,
                                ConfigurationKind.TEAM,
                                new StoredDocument("emea", document, 1))
                        .thenReturn(true));
    }

    @Test
    void aTeamWithoutLeadsHasNone() {
        assertThat(figures()).isEqualTo(new Figures(0, 0, 0, 0, null, null, null, 0));
    }

    @Test
    void theFiguresAreThoseOfTheTeamAndTheTime() {
        Instant early = since.plusSeconds(600);
        UUID met = given("mia", "ACCEPTED", early, false);
        clock(met, "ACCEPTED", "MET");
        clock(met, "FIRST_ACTION", "BREACHED");
        UUID late = given("mia", "OFFERED", early.plusSeconds(60), false);
        clock(late, "ACCEPTED", "BREACHED");
        given("ben", "OFFERED", early.plusSeconds(120), true);
        given("ben", "COMPLETED", since, false);
        // Before the time, of somebody else, and after it.
        UUID old = given("mia", "ACCEPTED", since.minusSeconds(1), false);
        clock(old, "ACCEPTED", "BREACHED");
        given("zoe", "OFFERED", early, false);
        given("zoe", "ACCEPTED", early, false);
        given("ben", "DECLINED", now, false);
        UUID oldest = queued("emea", since.minusSeconds(7_200));
        queued("other", since.minusSeconds(9_000));

        assertThat(figures())
                .isEqualTo(
                        new Figures(
                                4,
                                1,
                                2,
                                3,
                                new LeadId(oldest),
                                since.minusSeconds(7_200),
                                new RepKey("mia"),
                                3));
    }

    private @Nullable Figures figures() {
        return in(digests.figures(tenant, REPS, QUEUES, since, now));
    }

    /** In the order of time, as the program makes them. */
    private UUID id(Instant at) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L + ++number);
    }

    private UUID given(String rep, String state, Instant at, boolean broadcast) {
        UUID id = id(at);
        UUID lead = lead("ASSIGNED", null, at);
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at, broadcast)
                values ('%s', '%s', '%s', '%s', '%s', 'HIGH', '%s', '%s', %s)
                """
                        .formatted(tenant, id, lead, id, rep, state, at, broadcast));
        return id;
    }

    private UUID queued(String queue, Instant at) {
        return lead("QUEUED", queue, at);
    }

    private UUID lead(String status, @Nullable String queue, Instant at) {
        UUID id = id(at);
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, queue_key, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'LEAD', '%s', %s, '{}', '[]', '', '%s', now())
                """
                        .formatted(
                                tenant,
                                id,
                                status,
                                queue == null ? "null" : "'" + queue + "'",
                                at));
        return id;
    }

    private void clock(UUID assignment, String target, String state) {
        database.executeAsSuperuser(
                """
                insert into sla_clock (tenant_id, id, lead_id, assignment_id, rep_key, policy_key, target, plan, started_at,
                                       due_at, state, live, next_step, moving)
                select a.tenant_id, '%s', a.lead_id, a.id, a.rep_key, 'hot', '%s', '{}', now(), now(), '%s', false, 0, false
                  from assignment a where a.tenant_id = '%s' and a.id = '%s'
                """
                        .formatted(id(now), target, state, tenant, assignment));
    }

    private <T> T in(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
