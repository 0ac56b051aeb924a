package io.leaddispatcher.adapter.postgres.workspace;

import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresWorkspaces implements Workspaces {

    private static final String FIND =
            """
            select t from find_tenant(:slug) as t where t is not null
            """;

    private static final String ALL =
            """
            select tenant_id from all_tenants()
            """;

    private static final String SHOW =
            """
            select slug, name, time_zone, demo from tenant where tenant_id = :tenant
            """;

    private static final String CREATE =
            """
            insert into tenant (tenant_id, slug, name, time_zone, demo, created_at)
            values (:tenant, :slug, :name, :zone, :demo, :at)
            """;

    private static final String DESCRIBE =
            """
            update tenant set name = :name, time_zone = :zone where tenant_id = :tenant
            """;

    private final DatabaseClient database;

    PostgresWorkspaces(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<TenantId> find(String slug) {
        return database.sql(FIND).bind("slug", slug).mapValue(UUID.class).one().map(TenantId::new);
    }

    @Override
    public Flux<TenantId> all() {
        return database.sql(ALL).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Mono<Workspace> show(TenantId tenant) {
        return database.sql(SHOW)
                .bind("tenant", tenant.value())
                .map(row ->
                        new Workspace(
                                tenant,
                                Objects.requireNonNull(row.get("slug", String.class)),
                                Objects.requireNonNull(row.get("name", String.class)),
                                ZoneId.of(
                                        Objects.requireNonNull(row.get("time_zone", String.class))),
                                Boolean.TRUE.equals(row.get("demo", Boolean.class))))
                .one();
    }

    @Override
    public Mono<Void> describe(TenantId tenant, String name, ZoneId zone) {
        return database.sql(DESCRIBE)
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("zone", zone.getId())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> create(Workspace workspace, Instant at) {
        return database.sql(CREATE)
                .bind("tenant", workspace.tenant().value())
                .bind("slug", workspace.slug())
                .bind("name", workspace.name())
                .bind("zone", workspace.zone().getId())
                .bind("demo", workspace.demo())
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
