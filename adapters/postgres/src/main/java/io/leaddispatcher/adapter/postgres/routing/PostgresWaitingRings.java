package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.adapter.postgres.transaction.DueRows;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresWaitingRings implements WaitingRings {

    private static final String TENANTS =
            """
            select tenant_id from tenants_with_rings()
            """;

    private static final DueRows DUE =
            DueRows.of(
                    """
                    select id from lead
                     where tenant_id = :tenant and status = 'QUEUED' and look_again_at <= now() <named>
                     order by look_again_at, id <most>
                    """,
                    "id");

    // Whoever holds it decides it; should it be waited for all the same, it is asked again whether
    // it is due.
    private static final String PUT_OFF =
            """
            update lead set look_again_at = now() + interval '10 seconds'
             where tenant_id = :tenant and status = 'QUEUED' and look_again_at <= now()
               and id in (select id from lead
                           where tenant_id = :tenant and id = :id and status = 'QUEUED' and look_again_at <= now()
                             for update skip locked)
            """;

    private final DatabaseClient database;

    PostgresWaitingRings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TenantId> tenants() {
        return database.sql(TENANTS).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Mono<Set<LeadId>> due(TenantId tenant, Portion<LeadId> portion) {
        return DUE.ask(database, tenant, portion, LeadId::value)
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collect(LinkedHashSet::new, Set::add);
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, LeadId lead) {
        return database.sql(PUT_OFF)
                .bind("tenant", tenant.value())
                .bind("id", lead.value())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
