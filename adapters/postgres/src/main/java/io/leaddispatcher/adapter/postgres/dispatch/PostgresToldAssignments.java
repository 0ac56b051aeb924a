package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.dispatch.port.ToldAssignments;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresToldAssignments implements ToldAssignments {

    // In one order: a rep's Slack message and e-mail may be settled at the same time.
    private static final String MARK =
            """
            update assignment a set told_at = :at
              from (select id from assignment
                     where tenant_id = :tenant and id = any (:ids) and told_at is null
                     order by id
                       for no key update) fresh
             where a.tenant_id = :tenant and a.id = fresh.id
            returning a.id
            """;

    private final DatabaseClient database;

    PostgresToldAssignments(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<UUID> mark(TenantId tenant, Collection<UUID> assignments, Instant at) {
        return database.sql(MARK)
                .bind("tenant", tenant.value())
                .bind("ids", assignments.toArray(UUID[]::new))
                .bind("at", at)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all();
    }
}
