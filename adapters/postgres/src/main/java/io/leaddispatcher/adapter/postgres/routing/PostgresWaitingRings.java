package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.application.routing.port.WaitingRings;
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

    private static final String DUE =
            """
            select id from lead
             where tenant_id = :tenant and status = 'QUEUED' and look_again_at <= now()
             order by look_again_at, id
             limit :most
            """;

    private static final String PUT_OFF_FIRST =
            """
            update lead set look_again_at = now() + interval '10 seconds'
             where tenant_id = :tenant
               and id = (select id from lead
                          where tenant_id = :tenant and status = 'QUEUED' and look_again_at <= now()
                          order by look_again_at, id
                          limit 1)
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
    public Mono<Set<LeadId>> due(TenantId tenant, int atMost) {
        return database.sql(DUE)
                .bind("tenant", tenant.value())
                .bind("most", atMost)
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collect(LinkedHashSet::new, Set::add);
    }

    @Override
    public Mono<Void> putOffFirst(TenantId tenant) {
        return database.sql(PUT_OFF_FIRST)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
