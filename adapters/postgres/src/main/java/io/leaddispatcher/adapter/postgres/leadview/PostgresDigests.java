package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.me.port.Digests;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDigests implements Digests {

    private static final String TENANTS =
            """
            select tenant_id from tenants_with_rep_digests()
            """;

    private static final String LAST =
            """
            select rep_key, day from rep_digest where tenant_id = :tenant
            """;

    private static final String BEGIN =
            """
            insert into rep_digest (tenant_id, rep_key, day) values (:tenant, :rep, :day)
            on conflict (tenant_id, rep_key) do update set day = excluded.day where rep_digest.day < excluded.day
            """;

    private final DatabaseClient database;

    PostgresDigests(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TenantId> tenants() {
        return database.sql(TENANTS).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Mono<Map<RepKey, LocalDate>> last(TenantId tenant) {
        return database.sql(LAST)
                .bind("tenant", tenant.value())
                .map(row ->
                        Map.entry(
                                new RepKey(required(row, "rep_key", String.class)),
                                required(row, "day", LocalDate.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Boolean> begin(TenantId tenant, RepKey rep, LocalDate day) {
        return database.sql(BEGIN)
                .bind("tenant", tenant.value())
                .bind("rep", rep.value())
                .bind("day", day)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }
}
