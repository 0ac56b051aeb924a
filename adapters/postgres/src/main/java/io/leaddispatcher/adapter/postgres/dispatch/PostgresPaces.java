package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.dispatch.port.Paces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresPaces implements Paces {

    private static final String LOCK =
            """
            select name, until from lock_paces(:tenant, :names)
            """;

    private static final String KEEP =
            """
            insert into dispatch_pace as p (tenant_id, name, until)
            select :tenant, m.name, m.until
              from unnest(:names, cast(:untils as timestamptz[])) as m(name, until)
             order by m.name
            on conflict (tenant_id, name) do update set until = greatest(p.until, excluded.until)
            """;

    private static final String START_OVER =
            """
            with named as materialized (
                select name from dispatch_pace
                 where tenant_id = :tenant and starts_with(name, :beginning)
                 order by name
                   for update)
            update dispatch_pace p set until = :memory from named n where p.tenant_id = :tenant and p.name = n.name
            """;

    private final DatabaseClient database;

    PostgresPaces(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<String, Instant>> lock(TenantId tenant, Set<String> names) {
        return database.sql(LOCK)
                .bind("tenant", tenant.value())
                .bind("names", names.toArray(String[]::new))
                .map(row ->
                        Map.entry(
                                Objects.requireNonNull(row.get("name", String.class)),
                                Objects.requireNonNull(row.get("until", Instant.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Void> startOver(TenantId tenant, String beginning, Instant memory) {
        return database.sql(START_OVER)
                .bind("tenant", tenant.value())
                .bind("beginning", beginning)
                .bind("memory", memory)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> keep(TenantId tenant, Map<String, Instant> memories) {
        if (memories.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<String, Instant>> all = List.copyOf(memories.entrySet());
        return database.sql(KEEP)
                .bind("tenant", tenant.value())
                .bind("names", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .bind(
                        "untils",
                        all.stream().map(e -> e.getValue().toString()).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }
}
