package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** What could not be taken is put off, unless another node has taken it meanwhile. */
class PutOffIT {

    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    private static final String SOON = "between now() and now() + interval '20 seconds'";

    private static TestDatabase database;

    private final UUID id = UUID.randomUUID();
    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aLeadWaits() {
        tenant = database.newTenant();
        insert(
                "lead (id, kind, status, queue_key, look_again_at, document, issues, words, arrived_at, updated_at)",
                "'%s', 'lead', 'QUEUED', 'day', now() - interval '1 minute', '{}', '[]', '', now(), now()"
                        .formatted(id));
    }

    /**
     * Something that is due.
     *
     * @param insert one that has the id of its lead
     * @param taken what whoever takes it writes
     * @param isPutOff what is so once it is put off
     */
    record Work(
            String table, String columns, String insert, String taken, String isPutOff, PutOff by) {
        @Override
        public String toString() {
            return table;
        }
    }

    interface PutOff {
        Mono<Void> by(TenantId tenant, UUID id);
    }

    static Stream<Work> works() {
        return Stream.of(
                new Work(
                        "sla_clock",
                        "lead_id, policy_key, target, plan, started_at, due_at, state, live, next_step, next_due_at, moving",
                        "'%s', 'hot', 'ACCEPTED', '{}', now(), now(), 'RUNNING', true, 0, now() - interval '1 minute', false",
                        "next_due_at = now() + interval '3 days'",
                        "next_due_at " + SOON,
                        (of, id) -> database.get(SlaClocks.class).putOff(of, id, false)),
                new Work(
                        "sequence_run",
                        "lead_id, sequence_key, plan, assignment_id, rep_key, started_at, next_step, next_due_at, state",
                        "'%s', 'hello', '{}', gen_random_uuid(), 'mia', now(), 0, now() - interval '1 minute', 'RUNNING'",
                        "next_due_at = now() + interval '3 days'",
                        "next_due_at " + SOON,
                        (of, id) -> database.get(SequenceRuns.class).putOff(of, id)),
                new Work(
                        "lead",
                        "",
                        "",
                        "look_again_at = now() + interval '3 days'",
                        "look_again_at " + SOON,
                        (of, id) -> database.get(WaitingRings.class).putOff(of, new LeadId(id))),
                new Work(
                        "inbound_event",
                        "lead_id, origin, source, idempotency_key, content_hash, content_type, raw, received_at, state, due_at",
                        "'%s', 'api', 'api', 'key', '', 'text/plain', '', now(), 'READY', now() - interval '1 minute'",
                        "state = 'ROUTED'",
                        "error = 'it fails' and attempts = 1 and due_at > now()",
                        (of, id) -> database.get(ReadyEvents.class).putOff(of, id, "it fails")),
                new Work(
                        "task",
                        "lead_id, assignment_id, rep_key, type, due_at, state",
                        "'%s', gen_random_uuid(), 'mia', 'CALL', now() - interval '1 minute', 'OPEN'",
                        "told_at = now()",
                        "tell_after > now()",
                        (of, id) -> database.get(DueTasks.class).putOff(of, id)),
                new Work(
                        "assignment",
                        "lead_id, run_id, rep_key, priority, state, offered_at, expires_at",
                        "'%s', gen_random_uuid(), 'mia', 'HIGH', 'OFFERED', now(), now() - interval '1 minute'",
                        "state = 'ACCEPTED'",
                        "expires_at " + SOON,
                        (of, id) ->
                                database.get(Assignments.class).putOffLapsed(of, new LeadId(id))));
    }

    @ParameterizedTest
    @MethodSource("works")
    void whatAnotherNodeIsTakingIsNotPutOff(Work work) throws SQLException {
        given(work);
        CompletableFuture<Void> putOff;
        try (var taking = database.superuser();
                var statement = taking.createStatement()) {
            taking.setAutoCommit(false);
            statement.execute(
                    "update %s set %s where tenant_id = '%s'"
                            .formatted(work.table(), work.taken(), tenant));
            putOff = CompletableFuture.runAsync(() -> putOff(work));
            await().until(() -> putOff.isDone() || database.count(WAITING) > 0);
            taking.commit();
        }
        putOff.join();

        assertThat(count(work, work.isPutOff())).isZero();
    }

    @ParameterizedTest
    @MethodSource("works")
    void whatWasTakenSinceItFailedIsNotPutOff(Work work) {
        given(work);
        database.executeAsSuperuser(
                "update %s set %s where tenant_id = '%s'"
                        .formatted(work.table(), work.taken(), tenant));

        putOff(work);

        assertThat(count(work, work.isPutOff())).isZero();
    }

    @ParameterizedTest
    @MethodSource("works")
    void whatIsStillDueIsPutOff(Work work) {
        given(work);

        putOff(work);

        assertThat(count(work, work.isPutOff())).isEqualTo(1);
    }

    @Test
    void aClockWhoseNextStepIsAnotherKindByNowIsNotPutOff() {
        Work clock = works().findFirst().orElseThrow();
        given(clock);

        database.get(UnitOfWork.class)
                .run(tenant, database.get(SlaClocks.class).putOff(tenant, id, true))
                .block();

        assertThat(count(clock, clock.isPutOff())).isZero();
    }

    private void given(Work work) {
        if (!work.columns().isEmpty()) {
            insert(
                    "%s (id, %s)".formatted(work.table(), work.columns()),
                    "'%s', %s".formatted(id, work.insert().formatted(id)));
        }
    }

    private void insert(String into, String values) {
        database.executeAsSuperuser(
                "insert into %s values ('%s', %s)"
                        .formatted(into.replace("(id", "(tenant_id, id"), tenant, values));
    }

    private void putOff(Work work) {
        database.get(UnitOfWork.class).run(tenant, work.by().by(tenant, id)).block();
    }

    private long count(Work work, String condition) {
        return database.count(
                "select count(*) from %s where tenant_id = '%s' and %s"
                        .formatted(work.table(), tenant, condition));
    }
}
