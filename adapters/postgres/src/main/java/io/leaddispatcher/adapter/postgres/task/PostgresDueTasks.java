package io.leaddispatcher.adapter.postgres.task;

import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.task.port.Tasks.Kept;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
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

    private static final String DUE =
            """
            select id from task
             where tenant_id = :tenant and state = 'OPEN' and told_at is null and due_at <= now()
               and (tell_after is null or tell_after <= now())
             order by due_at, id
             limit :most
               for update skip locked
            """;

    private static final String CLAIM =
            """
            update task set told_at = now()
             where tenant_id = :tenant
               and id in (%s)
            returning id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at, ended_by
            """
                    .formatted(DUE);

    private static final String PUT_OFF_FIRST =
            """
            update task
               set tell_after = now() + least(greatest(now() - due_at, interval '10 seconds'), interval '1 hour')
             where tenant_id = :tenant
               and id in (%s)
            """
                    .formatted(DUE);

    private final DatabaseClient database;

    PostgresDueTasks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TenantId> tenants() {
        return database.sql(TENANTS).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Flux<Task> claim(TenantId tenant, int atMost) {
        return database.sql(CLAIM)
                .bind("tenant", tenant.value())
                .bind("most", atMost)
                .map(PostgresTasks::kept)
                .all()
                .map(Kept::task);
    }

    @Override
    public Mono<Void> putOffFirst(TenantId tenant) {
        return database.sql(PUT_OFF_FIRST)
                .bind("tenant", tenant.value())
                .bind("most", 1)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
