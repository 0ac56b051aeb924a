package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresSecondFactorRequirements implements SecondFactorRequirements {

    private static final String SHOW =
            """
            select t.second_factor_required as required, count(m.id) as members,
                   count(m.id) filter (where not has_second_factor(m.person_id)) as lacking
              from tenant t
              left join member m on m.tenant_id = t.tenant_id and m.active
             where t.tenant_id = :tenant
             group by t.tenant_id
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
