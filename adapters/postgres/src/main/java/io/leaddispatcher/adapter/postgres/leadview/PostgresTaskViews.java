package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.task.port.TaskViews;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresTaskViews implements TaskViews {

    private static final String TASKS_WITH_LEADS =
            """
            select %s,
                   t.id as task_id, t.assignment_id as task_assignment, t.rep_key as task_rep, t.type as task_type,
                   t.due_at as task_due_at, t.state as task_state, t.ended_at as task_ended_at,
                   t.ended_by as task_ended_by
              from (select * from task where tenant_id = :tenant
            """
                    .formatted(PostgresLeadViews.COLUMNS);

    // The tasks of a page are found before their leads are read.
    private static final String LEADS =
            """
             limit :limit) t
             cross join lateral (select l.* from lead l
                                  where l.tenant_id = t.tenant_id and l.id = t.lead_id
                                 offset 0) l
            """;

    private static final String OPEN_ORDER = "due_at, id";
    private static final String DONE_ORDER = "ended_at desc, id desc";

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresTaskViews(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Flux<Row> page(TenantId tenant, Filter filter, @Nullable Position after, int limit) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher -> page(tenant, filter, after, limit, cipher));
    }

    private Flux<Row> page(
            TenantId tenant, Filter filter, @Nullable Position after, int limit, RowCipher cipher) {
        boolean open = filter.open();
        String place = open ? " and (due_at, id) > (:at, :id)" : " and (ended_at, id) < (:at, :id)";
        String order = open ? OPEN_ORDER : DONE_ORDER;
        String sql =
                TASKS_WITH_LEADS
                        + (open ? " and state = 'OPEN'" : " and state = 'DONE'")
                        + (filter.reps() == null ? "" : " and rep_key = any (:reps)")
                        + (after == null ? "" : place)
                        + " order by "
                        + order
                        + LEADS
                        + " order by t."
                        + order.replace(", ", ", t.");
        var query = database.sql(sql).bind("tenant", tenant.value()).bind("limit", limit);
        if (filter.reps() != null) {
            query =
                    query.bind(
                            "reps",
                            filter.reps().stream().map(RepKey::value).toArray(String[]::new));
        }
        if (after != null) {
            query = query.bind("at", after.at()).bind("id", after.id());
        }
        return query.map(row -> row(row, cipher)).all();
    }

    private static Row row(Readable row, RowCipher cipher) {
        return new Row(
                new Kept(
                        new Task(
                                required(row, "task_id", UUID.class),
                                new LeadId(required(row, "id", UUID.class)),
                                required(row, "task_assignment", UUID.class),
                                new RepKey(required(row, "task_rep", String.class)),
                                NextAction.Task.valueOf(required(row, "task_type", String.class)),
                                required(row, "task_due_at", Instant.class)),
                        TaskState.valueOf(required(row, "task_state", String.class)),
                        row.get("task_ended_at", Instant.class),
                        row.get("task_ended_by", String.class)),
                PostgresLeadViews.row(row, cipher));
    }
}
