package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.slack.port.ShownOffers;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresShownOffers implements ShownOffers {

    private static final String COLUMNS =
            """
            select %s, state
              from assignment
            """
                    .formatted(AssignmentRow.COLUMNS);

    private static final String FIND = COLUMNS + " where tenant_id = :tenant and id = :id";

    private static final String BESIDE =
            COLUMNS
                    + """
                     where tenant_id = :tenant and rep_key = :rep
                       and (lead_id, run_id) = (
                           select n.lead_id, n.run_id
                             from assignment n
                            where n.tenant_id = :tenant and n.id = :id and n.broadcast)
                    """;

    private static final String EXPLAIN =
            """
            update assignment set reason = :reason, version = version + 1
             where tenant_id = :tenant and id = :id and state = 'DECLINED'
            """;

    private static final String OPEN_OF =
            COLUMNS
                    + """
                     where tenant_id = :tenant and rep_key = :rep and state in ('OFFERED', 'ACCEPTED')
                     order by case when state = 'OFFERED' then expires_at end nulls last, id
                     limit :limit
                    """;

    private final DatabaseClient database;

    PostgresShownOffers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Given> find(TenantId tenant, UUID offer) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("id", offer)
                .map(AssignmentRow::given)
                .one();
    }

    @Override
    public Mono<Given> beside(TenantId tenant, UUID offer, RepKey rep) {
        return database.sql(BESIDE)
                .bind("tenant", tenant.value())
                .bind("id", offer)
                .bind("rep", rep.value())
                .map(AssignmentRow::given)
                .one();
    }

    @Override
    public Mono<Boolean> explain(TenantId tenant, UUID offer, String reason) {
        return database.sql(EXPLAIN)
                .bind("tenant", tenant.value())
                .bind("id", offer)
                .bind("reason", reason)
                .fetch()
                .rowsUpdated()
                .map(updated -> updated > 0);
    }

    @Override
    public Flux<Given> openOf(TenantId tenant, RepKey rep, int limit) {
        return database.sql(OPEN_OF)
                .bind("tenant", tenant.value())
                .bind("rep", rep.value())
                .bind("limit", limit)
                .map(AssignmentRow::given)
                .all();
    }
}
