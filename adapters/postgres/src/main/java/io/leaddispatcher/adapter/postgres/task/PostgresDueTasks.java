package io.leaddispatcher.adapter.postgres.task;

import io.leaddispatcher.adapter.postgres.transaction.DueRows;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.Portion.These;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDueTasks implements DueTasks {

    private static final String TENANTS =
            """
            select tenant_id from tenants_with_due_tasks()
            """;

    private static final String SOME =
            """
            select id from task
             where tenant_id = :tenant and state = 'OPEN' and told_at is null and due_at <= now()
               and (tell_after is null or tell_after <= now()) <named>
             order by due_at, id <most>
            """;

    // Asked for once, however the planner goes about it: beside a join it may be asked for each
    // row, and its limit begins anew each time.
    private static final String HELD =
            """
            ctid = any (array(%s
                                for update skip locked))
            """
                    .formatted(SOME.replace("select id", "select ctid"));

    private static final DueRows DUE = DueRows.of(SOME, "id");

    private static final DueRows CLAIM =
            DueRows.of(
                    """
                    update task set told_at = now()
                     where tenant_id = :tenant and %s
                    returning id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at, ended_by
                    """
                            .formatted(HELD),
                    "id");

    private static final DueRows PUT_OFF =
            DueRows.of(
                    """
                    update task
                       set tell_after = now() + least(greatest(now() - due_at, interval '10 seconds'), interval '1 hour')
                     where tenant_id = :tenant and state = 'OPEN' and told_at is null and %s
                    """
                            .formatted(HELD),
                    "id");

    private final DatabaseClient database;

    PostgresDueTasks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TenantId> tenants() {
        return database.sql(TENANTS).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Flux<Task> claim(TenantId tenant, Portion<UUID> portion) {
        return CLAIM.ask(database, tenant, portion).map(PostgresTasks::kept).all().map(Kept::task);
    }

    @Override
    public Flux<UUID> due(TenantId tenant, int atMost) {
        return DUE.ask(database, tenant, new First<>(atMost)).mapValue(UUID.class).all();
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID task) {
        return PUT_OFF.ask(database, tenant, new These<>(List.of(task)))
                .fetch()
                .rowsUpdated()
                .then();
    }
}
