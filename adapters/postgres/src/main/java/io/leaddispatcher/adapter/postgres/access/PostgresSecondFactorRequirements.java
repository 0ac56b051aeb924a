package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresSecondFactorRequirements implements SecondFactorRequirements {

    private static final String SHOW =
            """
            select d.second_factor as required, count(m.id) as members,
                   count(m.id) filter (where not has_second_factor(m.person_id)) as lacking,
                   array(select coalesce(f.document ->> 'name', f.key)
                           from encryption_at_rest e
                           join configuration_document f
                             on f.tenant_id = e.tenant_id and f.kind = 'FIELD' and f.key = any (e.fields)
                          where e.tenant_id = d.tenant_id
                          order by 1) as fields
              from workspace_demand d
              left join member m on m.tenant_id = d.tenant_id and m.active
             where d.tenant_id = :tenant
             group by d.tenant_id, d.second_factor
            """;

    private static final String CHANGE =
            """
            update tenant set second_factor_required = :required
             where tenant_id = :tenant and second_factor_required <> :required
            """;

    private final DatabaseClient database;

    PostgresSecondFactorRequirements(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Standing> show(TenantId tenant) {
        return database.sql(SHOW)
                .bind("tenant", tenant.value())
                .map(row ->
                        new Standing(
                                Boolean.TRUE.equals(row.get("required", Boolean.class)),
                                List.of(Objects.requireNonNull(row.get("fields", String[].class))),
                                Objects.requireNonNull(row.get("members", Long.class)).intValue(),
                                Objects.requireNonNull(row.get("lacking", Long.class)).intValue()))
                .one();
    }

    @Override
    public Mono<Boolean> change(TenantId tenant, boolean required) {
        return database.sql(CHANGE)
                .bind("tenant", tenant.value())
                .bind("required", required)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }
}
