package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresWaitingLeads implements WaitingLeads {

    private static final String TENANTS =
            """
            select tenant_id from tenants_to_pull()
            """;

    private static final String TURNS =
            """
            select coalesce((select turns from routing_turn where tenant_id = :tenant), 0) as turns
            """;

    private static final String STILL_WAITING =
            """
            select id from lead where tenant_id = :tenant and id = any (:leads) and status = 'QUEUED'
            """;

    private static final String REFUSED_BY =
            """
            select distinct a.lead_id from assignment a
             where a.tenant_id = :tenant and a.lead_id = any (:leads) and a.rep_key = :rep
               and a.state in ('DECLINED', 'EXPIRED', 'RETURNED') and not a.spared
               and not exists (select from routing_run later
                                where later.tenant_id = :tenant and later.lead_id = a.lead_id
                                  and later.id > a.run_id and later.cause = 'INTAKE')
            """;

    private static final String LOOKED =
            """
            update queue_watch set turns = :turns, revision = :revision, opens_at = :opens
             where tenant_id = :tenant
            returning exists (select from lead where tenant_id = :tenant and status = 'QUEUED') as waits
            """;

    // Leads begin to wait under the turn only, so none does between these two.
    private static final String HOLD_THE_TURN =
            """
            select turns from routing_turn where tenant_id = :tenant for update
            """;

    private static final String FORGET =
            """
            delete from queue_watch
             where tenant_id = :tenant
               and not exists (select from lead where tenant_id = :tenant and status = 'QUEUED')
            """;

    private final DatabaseClient database;

    PostgresWaitingLeads(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TenantId> tenants() {
        return database.sql(TENANTS).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Mono<Long> turns(TenantId tenant) {
        return database.sql(TURNS).bind("tenant", tenant.value()).mapValue(Long.class).one();
    }

    @Override
    public Flux<Waiting> inOrder(
            TenantId tenant, Collection<Line> lines, @Nullable Place after, int atMost) {
        return (lines.stream().anyMatch(Line::ringing)
                        ? WaitingOrder.bindWithRings(
                                database.sql(WaitingOrder.WITH_RINGS), tenant, lines, after, atMost)
                        : WaitingOrder.bind(
                                database.sql(WaitingOrder.SQL), tenant, lines, after, atMost))
                .map(PostgresWaitingLeads::waiting)
                .all();
    }

    private static Waiting waiting(Readable row) {
        return new Waiting(
                new Place(
                        required(row, "turn", Instant.class),
                        new LeadId(required(row, "id", UUID.class))),
                required(row, "updated_at", Instant.class));
    }

    @Override
    public Mono<Set<LeadId>> stillWaiting(TenantId tenant, List<LeadId> leads) {
        return database.sql(STILL_WAITING)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Set<LeadId>> refusedBy(TenantId tenant, RepKey rep, List<LeadId> leads) {
        return database.sql(REFUSED_BY)
                .bind("tenant", tenant.value())
                .bind("rep", rep.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> looked(TenantId tenant, Looked looked) {
        return database.sql(LOOKED)
                .bind("tenant", tenant.value())
                .bind("turns", looked.turns())
                .bind("revision", looked.revision())
                .bind("opens", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, looked.opensAt()))
                .mapValue(Boolean.class)
                .one()
                .flatMap(waits -> waits ? Mono.<Void>empty() : forget(tenant));
    }

    private Mono<Void> forget(TenantId tenant) {
        return database.sql(HOLD_THE_TURN)
                .bind("tenant", tenant.value())
                .fetch()
                .one()
                .then(database.sql(FORGET).bind("tenant", tenant.value()).fetch().rowsUpdated())
                .then();
    }
}
