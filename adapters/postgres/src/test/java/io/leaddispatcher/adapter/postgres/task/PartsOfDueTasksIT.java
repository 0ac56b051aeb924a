package io.leaddispatcher.adapter.postgres.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.Portion.These;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Of what is due no more is taken at once than was asked for, whatever the planner knows. */
class PartsOfDueTasksIT {

    private static TestDatabase database;
    private static DueTasks tasks;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        tasks = database.get(DueTasks.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPartOfWhatIsDueInAWorkspaceThatTheStatisticsDoNotKnow() {
        database.executeAsSuperuser("alter table task alter column tenant_id set statistics 100");
        due(database.newTenant(), 3_000);
        database.executeAsSuperuser("analyze task; analyze lead");
        TenantId unknown = database.newTenant();
        due(unknown, 300);

        List<Task> claimed = in(unknown, tasks.claim(unknown, new First<>(2)).collectList());

        assertThat(claimed).hasSize(2);
        assertThat(told(unknown)).isEqualTo(2);
        List<UUID> left = in(unknown, tasks.due(unknown, 1_000).collectList());
        assertThat(left).hasSize(298);
        assertThat(in(unknown, tasks.claim(unknown, new These<>(left.subList(0, 3))).collectList()))
                .hasSize(3);
        assertThat(told(unknown)).isEqualTo(5);
    }

    private static void due(TenantId tenant, int many) {
        database.executeAsSuperuser(
                """
                with l as (
                    insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                    select '%1$s', gen_random_uuid(), 'lead', 'ASSIGNED', '{}', '[]', '', now(), now()
                      from generate_series(1, %2$d)
                    returning id)
                insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state)
                select '%1$s', l.id, l.id, l.id, 'mia', 'CALL', now() - interval '1 minute', 'OPEN' from l
                """
                        .formatted(tenant, many));
    }

    private static long told(TenantId tenant) {
        return database.count(
                "select count(*) from task where tenant_id = '%s' and told_at is not null"
                        .formatted(tenant));
    }

    private static <T> T in(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
