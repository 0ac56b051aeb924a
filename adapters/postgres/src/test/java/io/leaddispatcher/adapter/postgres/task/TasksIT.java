package io.leaddispatcher.adapter.postgres.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.RowsRead;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.task.port.Tasks.Filter;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tasks are found among very many. */
class TasksIT {

    private static final RepKey MIA = new RepKey("mia");

    private static TestDatabase database;
    private static Tasks tasks;
    private static TenantId tenant;

    @BeforeAll
    static void manyOfOneAndFewOfAnother() {
        database = TestDatabase.open();
        tasks = database.get(Tasks.class);
        tenant = database.newTenant();
        UUID lead = new UUID(7, 1);
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', 'ASSIGNED', '{}', '[]', '', now(), now())
                """
                        .formatted(tenant, lead));
        database.executeAsSuperuser(
                """
                insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at)
                select '%s', gen_random_uuid(), '%s', gen_random_uuid(), case when i > 3000 then 'mia' else 'ben' end, 'CALL',
                       timestamptz '2026-11-21T12:00:00Z' + make_interval(secs => i),
                       case when i = 3003 then 'CANCELLED' when mod(i, 2) = 0 then 'OPEN' else 'DONE' end,
                       case when i <> 3003 and mod(i, 2) = 0 then null else now() end
                  from generate_series(1, 3003) i
                """
                        .formatted(tenant, lead));
        database.executeAsSuperuser("analyze task");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void thoseOfARepAreReadAndNoOthers() {
        assertThat(found(MIA, null)).isEqualTo(3);
        assertThat(found(MIA, TaskState.OPEN)).isEqualTo(1);
        assertThat(found(MIA, TaskState.DONE)).isEqualTo(1);
        assertThat(found(MIA, TaskState.CANCELLED)).isEqualTo(1);
        assertThat(read(MIA, null)).isLessThan(10);
        for (TaskState state : TaskState.values()) {
            assertThat(read(MIA, state)).as(state.name()).isLessThan(10);
        }
    }

    @Test
    void theFewThatWereCancelledAreReadAndNoOthers() {
        assertThat(found(null, TaskState.CANCELLED)).isEqualTo(1);
        assertThat(read(null, TaskState.CANCELLED)).isLessThan(10);
    }

    private static long found(@Nullable RepKey rep, @Nullable TaskState state) {
        return run(tasks.list(tenant, new Filter(rep, state), null, 51).count());
    }

    private static long read(@Nullable RepKey rep, @Nullable TaskState state) {
        return run(
                RowsRead.by(
                        tasks.list(tenant, new Filter(rep, state), null, 51).then(),
                        "task",
                        database.get(DatabaseClient.class)));
    }

    private static long run(Mono<Long> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
