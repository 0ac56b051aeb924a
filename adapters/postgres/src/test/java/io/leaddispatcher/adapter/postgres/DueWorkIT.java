package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is due is found without reading what others have waiting, however much that is. */
class DueWorkIT {

    private static final int BACKLOG = 2_000;

    private static TestDatabase database;
    private static TenantId flooded;
    private static TenantId small;
    private static TenantId early;

    /**
     * Something that is due.
     *
     * @param values of a row for the lead {@code l}, when it is due at {@code %s}
     * @param tenants who has something
     * @param due what a workspace has
     */
    record Work(
            String table,
            String columns,
            String values,
            Supplier<Flux<TenantId>> tenants,
            Function<TenantId, Mono<?>> due) {
        @Override
        public String toString() {
            return table;
        }
    }

    static Stream<Work> works() {
        return Stream.of(
                new Work(
                        "inbound_event",
                        "id, lead_id, origin, source, idempotency_key, content_hash, content_type, raw, received_at, state, due_at",
                        "l.id, l.id, 'api', 'api', l.id::text, '', 'text/plain', '', now(), 'READY', %s",
                        () -> database.get(ReadyEvents.class).tenantsToRoute(),
                        tenant -> database.get(ReadyEvents.class).names(tenant, 10).collectList()),
                new Work(
                        "lead",
                        "id, kind, status, look_again_at, document, issues, words, arrived_at, updated_at",
                        "gen_random_uuid(), 'lead', 'QUEUED', %s, '{}', '[]', '', now(), now()",
                        () -> database.get(WaitingRings.class).tenants(),
                        tenant -> database.get(WaitingRings.class).due(tenant, new First<>(10))),
                new Work(
                        "sla_clock",
                        "id, lead_id, policy_key, target, plan, started_at, due_at, state, live, next_step, next_due_at, moving",
                        "l.id, l.id, 'hot', 'ACCEPTED', '{}', now(), now(), 'RUNNING', true, 0, %s, false",
                        () -> database.get(SlaClocks.class).tenants(),
                        tenant ->
                                database.get(SlaClocks.class).due(tenant, false, 10).collectList()),
                new Work(
                        "assignment",
                        "id, lead_id, run_id, rep_key, priority, state, offered_at, expires_at",
                        "l.id, l.id, l.id, 'mia', 'HIGH', 'OFFERED', now(), %s",
                        () -> database.get(SlaClocks.class).tenants(),
                        tenant ->
                                database.get(Assignments.class)
                                        .lapsed(tenant, new First<>(10), false)),
                new Work(
                        "sequence_run",
                        "id, lead_id, sequence_key, plan, assignment_id, rep_key, started_at, next_step, next_due_at, state",
                        "l.id, l.id, 'hello', '{}', l.id, 'mia', now(), 0, %s, 'RUNNING'",
                        () -> database.get(SlaClocks.class).tenants(),
                        tenant -> database.get(SequenceRuns.class).due(tenant, 10).collectList()),
                new Work(
                        "task",
                        "id, lead_id, assignment_id, rep_key, type, due_at, state",
                        "l.id, l.id, l.id, 'mia', 'CALL', %s, 'OPEN'",
                        () -> database.get(DueTasks.class).tenants(),
                        tenant -> database.get(DueTasks.class).due(tenant, 10).collectList()));
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        flooded = database.newTenant();
        small = database.newTenant();
        early = database.newTenant();
        leads(flooded, BACKLOG);
        leads(small, 1);
        leads(early, 1);
        works().forEach(work -> {
            // The backlog is the oldest.
            insert(work, flooded, "now() - interval '1 hour'");
            insert(work, small, "now() - interval '1 minute'");
            insert(work, early, "now() + interval '1 hour'");
            database.executeAsSuperuser("analyze " + work.table());
        });
    }

    private static void leads(TenantId tenant, int many) {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                select '%s', gen_random_uuid(), 'lead', 'NEW', '{}', '[]', '', now(), now()
                  from generate_series(1, %d)
                """
                        .formatted(tenant, many));
    }

    private static void insert(Work work, TenantId tenant, String dueAt) {
        database.executeAsSuperuser(
                """
                insert into %s (tenant_id, %s)
                select '%s', %s from lead l where l.tenant_id = '%3$s' and l.status = 'NEW'
                """
                        .formatted(
                                work.table(),
                                work.columns(),
                                tenant,
                                work.values().formatted(dueAt)));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @MethodSource("works")
    void whoHasSomethingIsToldByTheFirstOfIt(Work work) {
        List<TenantId> found = Objects.requireNonNull(work.tenants().get().collectList().block());

        assertThat(found).contains(flooded, small).doesNotContain(early);
        assertThat(read(work, small, work.tenants().get().collectList()))
                .as("entries of three workspaces")
                .isLessThan(50);
    }

    @ParameterizedTest
    @MethodSource("works")
    void whatIsDueOfOneIsNotLookedForAmongWhatIsDueOfOthers(Work work) {
        assertThat(read(work, small, work.due().apply(small))).isBetween(1L, 50L);
        assertThat(read(work, early, work.due().apply(early))).isLessThan(50);
    }

    /** What is read of the table: rows one after the other, and entries of its indexes. */
    private static long read(Work work, TenantId tenant, Mono<?> question) {
        Mono<Long> entries =
                database.get(DatabaseClient.class)
                        .sql(
                                """
                                select pg_stat_get_xact_tuples_returned('%1$s'::regclass)
                                       + (select sum(pg_stat_get_xact_tuples_returned(i.indexrelid))::bigint
                                            from pg_index i where i.indrelid = '%1$s'::regclass) as entries
                                """
                                        .formatted(work.table()))
                        .mapValue(Long.class)
                        .one();
        return Objects.requireNonNull(
                database.get(UnitOfWork.class)
                        .run(
                                tenant,
                                entries.flatMap(before ->
                                        question.then(entries).map(after -> after - before)))
                        .block());
    }
}
