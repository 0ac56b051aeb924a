package io.leaddispatcher.adapter.postgres.task;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.task.TaskState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresTasks implements Tasks {

    private static final String ADD =
            """
            insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state)
            select :tenant, r.id, r.lead_id, r.assignment_id, r.rep_key, r.type, r.due_at, 'OPEN'
              from jsonb_to_recordset(:rows) as r (
                   id uuid, lead_id uuid, assignment_id uuid, rep_key text, type text, due_at timestamptz)
            """;

    private static final String OVER =
            """
            update task set state = 'CANCELLED', ended_at = :at
             where tenant_id = :tenant and assignment_id = any (:assignments) and state = 'OPEN'
            returning id, lead_id, assignment_id, rep_key, type, due_at
            """;

    private static final String CANCEL =
            """
            update task set state = 'CANCELLED', ended_at = :at
             where tenant_id = :tenant and lead_id = :lead and state = 'OPEN'
            returning id, lead_id, assignment_id, rep_key, type, due_at
            """;

    private static final String DONE =
            """
            update task set state = 'DONE', ended_at = :at, ended_by = :by
             where tenant_id = :tenant and lead_id = :lead and type = :type and state = 'OPEN'
            returning id, lead_id, assignment_id, rep_key, type, due_at
            """;

    private static final String COMPLETE =
            """
            update task set state = 'DONE', ended_at = :at, ended_by = :by
             where tenant_id = :tenant and id = :id and state = 'OPEN'
            """;

    private static final String COLUMNS =
            """
            select id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at, ended_by from task
             where tenant_id = :tenant
            """;

    private final DatabaseClient database;

    PostgresTasks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<List<Task>> keep(TenantId tenant, NewTasks tasks, Instant at) {
        return Flux.concat(
                        over(tenant, tasks, at),
                        Flux.defer(() -> add(tenant, tasks.made()).thenMany(Flux.empty())),
                        Flux.fromIterable(tasks.doings())
                                .concatMap(doing -> done(tenant, doing, at)))
                .collectList();
    }

    private Flux<Task> over(TenantId tenant, NewTasks tasks, Instant at) {
        return tasks.over().isEmpty()
                ? Flux.empty()
                : database.sql(OVER)
                        .bind("tenant", tenant.value())
                        .bind("assignments", tasks.over().toArray(UUID[]::new))
                        .bind("at", at)
                        .map(PostgresTasks::task)
                        .all();
    }

    private Mono<Void> add(TenantId tenant, List<Task> made) {
        return made.isEmpty()
                ? Mono.empty()
                : database.sql(ADD)
                        .bind("tenant", tenant.value())
                        .bind(
                                "rows",
                                JsonDocuments.rows(
                                        made.stream().map(PostgresTasks::columns).toList()))
                        .then();
    }

    private static Map<String, Object> columns(Task task) {
        return RowBuilder.row()
                .with("id", task.id())
                .with("lead_id", task.lead())
                .with("assignment_id", task.assignment())
                .with("rep_key", task.rep())
                .with("type", task.type())
                .with("due_at", task.dueAt())
                .columns();
    }

    private Flux<Task> done(TenantId tenant, NewTasks.Doing doing, Instant at) {
        return database.sql(DONE)
                .bind("tenant", tenant.value())
                .bind("lead", doing.lead().value())
                .bind("type", doing.type().name())
                .bind("by", doing.by())
                .bind("at", at)
                .map(PostgresTasks::task)
                .all();
    }

    @Override
    public Flux<Kept> list(TenantId tenant, Filter filter, @Nullable Position after, int atMost) {
        String sql =
                COLUMNS
                        + (filter.rep() == null ? "" : " and rep_key = :rep")
                        // As a literal, since a parameter would hide the index of a state.
                        + (filter.state() == null
                                ? ""
                                : " and state = '%s'".formatted(filter.state().name()))
                        + (after == null ? "" : " and (due_at, id) > (:dueAt, :id)")
                        + " order by due_at, id limit :most";
        GenericExecuteSpec query =
                database.sql(sql).bind("tenant", tenant.value()).bind("most", atMost);
        if (filter.rep() != null) {
            query = query.bind("rep", filter.rep().value());
        }
        if (after != null) {
            query = query.bind("dueAt", after.dueAt()).bind("id", after.id());
        }
        return query.map(PostgresTasks::kept).all();
    }

    @Override
    public Mono<Kept> find(TenantId tenant, UUID id) {
        return database.sql(COLUMNS + " and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(PostgresTasks::kept)
                .one();
    }

    @Override
    public Mono<Boolean> complete(TenantId tenant, UUID id, String by, Instant at) {
        return database.sql(COMPLETE)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("by", by)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<List<Task>> cancel(TenantId tenant, LeadId lead, Instant at) {
        return database.sql(CANCEL)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .bind("at", at)
                .map(PostgresTasks::task)
                .all()
                .collectList();
    }

    static Kept kept(Readable row) {
        return new Kept(
                task(row),
                TaskState.valueOf(required(row, "state", String.class)),
                row.get("ended_at", Instant.class),
                row.get("ended_by", String.class));
    }

    static Task task(Readable row) {
        return new Task(
                required(row, "id", UUID.class),
                new LeadId(required(row, "lead_id", UUID.class)),
                required(row, "assignment_id", UUID.class),
                new RepKey(required(row, "rep_key", String.class)),
                NextAction.Task.valueOf(required(row, "type", String.class)),
                required(row, "due_at", Instant.class));
    }
}
