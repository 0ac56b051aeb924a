package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.routing.WaitingOrder;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Looked;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.routing.port.WaitingLeads.Waiting;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Leads that wait, in their order, and when it is worth looking at them. */
class PostgresWaitingLeadsIT {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final ServiceOrder ORDER = new ServiceOrder(Duration.ofHours(4));
    private static final QueueKey DAY = new QueueKey("day");
    private static final QueueKey NIGHT = new QueueKey("night");

    /** Of any queue of the workspace. */
    private static final List<Line> LINES =
            Stream.concat(lines(DAY, QueueType.FALLBACK), lines(NIGHT, QueueType.AFTER_HOURS))
                    .toList();

    private static TestDatabase database;
    private static WaitingLeads waiting;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        waiting = database.get(WaitingLeads.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = database.newTenant();
    }

    private static Stream<Line> lines(QueueKey queue, QueueType type) {
        return Arrays.stream(Priority.values())
                .map(priority -> new Line(queue, priority, ORDER.lag(type, priority)));
    }

    private <T> T in(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }

    private void keep(String values) {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, queue_key, priority, document, issues, words, arrived_at, updated_at)
                select '%1$s', gen_random_uuid(), 'lead', 'QUEUED', q, p, '{"receivedAt":"2026-11-25T12:00:00Z"}', '[]', '', u, u
                  from (%2$s) as each (q, p, u)
                """
                        .formatted(tenant, values));
    }

    private List<Waiting> page(@Nullable Place after, int limit) {
        return in(waiting.inOrder(tenant, LINES, after, limit).collectList());
    }

    @Test
    void thousandsAreReadPageByPageInTheOneOrder() {
        keep(
                """
                select case when mod(i, 3) = 0 then 'night' else 'day' end,
                       case mod(i, 5) when 0 then 'URGENT' when 1 then 'HIGH' when 2 then 'LOW' when 3 then 'STANDARD' end,
                       '%s'::timestamptz + mod(i * 7919, 100000) * interval '1 second'
                  from generate_series(1, 5000) i
                """
                        .formatted(NOON));

        List<Waiting> all = new ArrayList<>(page(null, 777));
        for (List<Waiting> page = all; page.size() == 777; all.addAll(page)) {
            page = page(page.getLast().place(), 777);
        }

        assertThat(all).hasSize(5_000);
        assertThat(all.stream().map(Waiting::lead)).doesNotHaveDuplicates();
        assertThat(all.stream().map(each -> each.place().turn())).isSorted();
        assertThat(
                        in(
                                        database.get(QueueViews.class)
                                                .inOrder(tenant, LINES, all.get(99).place(), 50)
                                                .collectList())
                                .stream()
                                .map(QueueViews.Waiting::place))
                .containsExactlyElementsOf(
                        all.subList(100, 150).stream().map(Waiting::place).toList());
        assertThat(in(database.get(QueueViews.class).counts(tenant).collectList()))
                .extracting(QueueViews.Waiters::leads)
                .containsExactlyInAnyOrder(1_666L, 3_334L);
    }

    @Test
    void theHeadOfEachQueueIsReadWithThoseOfAllOthers() {
        keep(
                """
                select case when mod(i, 9) = 0 then 'night' else 'day' end,
                       case mod(i, 4) when 0 then 'URGENT' when 1 then 'HIGH' when 2 then 'LOW' end,
                       '%s'::timestamptz + mod(i * 7919, 100000) * interval '1 second'
                  from generate_series(1, 300) i
                """
                        .formatted(NOON));
        var views = database.get(QueueViews.class);

        var heads =
                in(views.heads(tenant, LINES, 7).collectList()).stream()
                        .collect(Collectors.groupingBy(each -> each.row().queueKey()));

        assertThat(heads.keySet()).containsExactlyInAnyOrder("day", "night");
        for (var queue :
                List.of(lines(DAY, QueueType.FALLBACK), lines(NIGHT, QueueType.AFTER_HOURS))) {
            var alone = in(views.inOrder(tenant, queue.toList(), null, 7).collectList());
            assertThat(heads.get(alone.getFirst().row().queueKey()))
                    .containsExactlyElementsOf(alone);
        }
    }

    @Test
    void ofALineOfRingsThoseAreReadForWhichAnotherRingIsToJoin() {
        keep("select 'day', 'HIGH', '%s'::timestamptz".formatted(NOON.plusSeconds(1)));
        database.executeAsSuperuser(
                "update lead set look_again_at = now() where tenant_id = '%s'".formatted(tenant));
        keep("select 'day', 'HIGH', '%s'::timestamptz".formatted(NOON));
        keep("select 'night', 'HIGH', '%s'::timestamptz".formatted(NOON));
        List<Line> rings =
                Stream.concat(
                                lines(DAY, QueueType.FALLBACK)
                                        .map(line ->
                                                new Line(
                                                        line.queue(),
                                                        line.priority(),
                                                        line.lag(),
                                                        true)),
                                lines(NIGHT, QueueType.AFTER_HOURS))
                        .toList();

        List<Waiting> found = in(waiting.inOrder(tenant, rings, null, 10).collectList());

        assertThat(found.stream().map(each -> each.place().turn()))
                .containsExactly(
                        NOON.plus(ORDER.lag(QueueType.AFTER_HOURS, Priority.HIGH)),
                        NOON.plusSeconds(1).plus(ORDER.lag(QueueType.FALLBACK, Priority.HIGH)));
        assertThat(in(waiting.inOrder(tenant, rings, found.getFirst().place(), 10).collectList()))
                .containsExactly(found.getLast());
    }

    /** Row-level security keeps from an index what might tell of foreign rows. */
    @Test
    void theHeadOfALineIsFoundByItsIndexAloneUnderRowLevelSecurity() {
        var spec =
                WaitingOrder.bind(
                        database.get(DatabaseClient.class).sql("explain " + WaitingOrder.SQL),
                        tenant,
                        LINES,
                        null,
                        7);

        // As if there were very many: of a few rows any plan is as good.
        String plan =
                in(
                        database.get(DatabaseClient.class)
                                .sql("set local enable_seqscan = off")
                                .then()
                                .thenMany(
                                        spec.map(row ->
                                                        Objects.requireNonNull(
                                                                row.get(0, String.class)))
                                                .all())
                                .collect(Collectors.joining("\n")));

        assertThat(plan)
                .contains("using lead_waiting")
                .containsPattern("Index Cond: .*CASE WHEN")
                .doesNotContain("Filter: (CASE");
    }

    @Test
    void aWorkspaceIsWatchedFromItsFirstLeadThatWaitsToItsLast() {
        assertThat(isDue()).isFalse();
        keep("select 'day', 'HIGH', now()");
        assertThat(isDue()).isTrue();

        looked(null);
        assertThat(isDue()).isFalse();
        in(database.get(RoutingStates.class).takeTurn(tenant));
        assertThat(isDue()).as("after a turn").isTrue();

        looked(null);
        ConfigurationDocuments documents = database.get(ConfigurationDocuments.class);
        in(documents.lock(tenant).then(documents.advance(tenant)));
        assertThat(isDue()).as("by another configuration").isTrue();

        looked(Instant.now().plusSeconds(600));
        assertThat(isDue()).isFalse();
        looked(Instant.now().minusSeconds(1));
        assertThat(isDue()).as("when the time has come").isTrue();

        database.executeAsSuperuser(
                "update lead set status = 'ASSIGNED' where tenant_id = '%s'".formatted(tenant));
        looked(null);
        assertThat(
                        database.count(
                                "select count(*) from queue_watch where tenant_id = '%s'"
                                        .formatted(tenant)))
                .isZero();
    }

    private boolean isDue() {
        return Boolean.TRUE.equals(waiting.tenants().any(tenant::equals).block());
    }

    private void looked(@Nullable Instant opensAt) {
        database.get(UnitOfWork.class)
                .run(
                        tenant,
                        waiting.turns(tenant)
                                .flatMap(turns ->
                                        database.get(ConfigurationDocuments.class)
                                                .revision(tenant)
                                                .defaultIfEmpty(0L)
                                                .flatMap(revision ->
                                                        waiting.looked(
                                                                tenant,
                                                                new Looked(
                                                                        turns, revision,
                                                                        opensAt)))))
                .block();
    }

    @Test
    void whoHasWaitedGoesOnWaitingAndWhoComesBackBeginsAnew() {
        keep("select 'day', 'HIGH', '2026-11-25T12:00:00Z'::timestamptz");
        LeadId lead = page(null, 1).getFirst().lead();

        update("queue_key = 'night', updated_at = '2026-11-25T13:00:00Z'");
        assertThat(since()).isEqualTo(NOON);

        update("status = 'ASSIGNED', updated_at = '2026-11-25T14:00:00Z'");
        assertThat(page(null, 1)).isEmpty();
        assertThat(in(waiting.stillWaiting(tenant, List.of(lead)))).isEmpty();

        update("status = 'QUEUED', updated_at = '2026-11-25T15:00:00Z'");
        assertThat(since()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        assertThat(in(waiting.stillWaiting(tenant, List.of(lead)))).containsExactly(lead);
    }

    private void update(String change) {
        database.executeAsSuperuser(
                "update lead set %s where tenant_id = '%s'".formatted(change, tenant));
    }

    private Instant since() {
        return in(database.get(QueueViews.class).inOrder(tenant, LINES, null, 1).collectList())
                .getFirst()
                .since();
    }

    @Test
    void whatARepHasRefusedIsKnown() {
        keep("select 'day', 'HIGH', now() from generate_series(1, 3)");
        List<LeadId> leads = page(null, 3).stream().map(Waiting::lead).toList();
        assign(leads.get(0), "RETURNED", "mia");
        assign(leads.get(1), "DECLINED", "ben");
        assign(leads.get(2), "EXPIRED", "mia");

        assertThat(in(waiting.refusedBy(tenant, new RepKey("mia"), leads)))
                .containsExactlyInAnyOrder(leads.get(0), leads.get(2));

        database.executeAsSuperuser(
                "update assignment set spared = true where tenant_id = '%s' and lead_id = '%s'"
                        .formatted(tenant, leads.get(2)));
        assertThat(in(waiting.refusedBy(tenant, new RepKey("mia"), leads)))
                .as("who was slower than somebody else has refused nothing")
                .containsExactly(leads.get(0));
    }

    private void assign(LeadId lead, String state, String rep) {
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, state, offered_at)
                values ('%s', '%s', '%s', '%s', '%s', 'HIGH', '%s', now())
                """
                        .formatted(tenant, UUID.randomUUID(), lead, UUID.randomUUID(), rep, state));
    }
}
