package io.leaddispatcher.adapter.postgres.outcome;

import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresOutcomes implements Outcomes {

    private static final String ADD =
            """
            insert into outcome (tenant_id, id, lead_id, assignment_id, rep_key, type, at, amount, currency, reason,
                                 reported_by, reported_at)
            values (:tenant, :id, :lead, :assignment, :rep, :type, :at, :amount, :currency, :reason, :by, :now)
            on conflict (tenant_id, lead_id, type, at) do nothing
            """;

    // One that was taken back stays, and makes room for the same told again.
    private static final String PUT_ASIDE =
            """
            update outcome set told_at = at, at = null
             where tenant_id = :tenant and lead_id = :lead and type = :type and at = :at and withdrawn_at is not null
            """;

    private static final String OF =
            """
            select type, at, amount, currency, reason from outcome
             where tenant_id = :tenant and assignment_id = :assignment and withdrawn_at is null
             order by id
            """;

    private static final String CONCLUDING =
            """
            select id, assignment_id, type, at, amount, currency, reason from outcome o
             where o.tenant_id = :tenant and o.lead_id = :lead and o.withdrawn_at is null
               and o.type in ('WON', 'LOST', 'DISQUALIFIED')
               and not exists (select from assignment a
                                where a.tenant_id = :tenant and a.id = o.assignment_id and a.lead_id <> o.lead_id)
             order by o.id
            """;

    private static final String WITHDRAW =
            """
            update outcome set withdrawn_at = :at, withdrawn_by = :by
             where tenant_id = :tenant and id = any (:ids) and withdrawn_at is null
            """;

    private final DatabaseClient database;

    PostgresOutcomes(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> add(TenantId tenant, Reported reported) {
        return insert(tenant, reported)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(
                        Mono.defer(() ->
                                putAside(tenant, reported)
                                        .flatMap(aside ->
                                                aside
                                                        ? insert(tenant, reported)
                                                        : Mono.just(false))));
    }

    private Mono<Boolean> putAside(TenantId tenant, Reported reported) {
        return database.sql(PUT_ASIDE)
                .bind("tenant", tenant.value())
                .bind("lead", reported.lead().value())
                .bind("type", reported.outcome().type().name())
                .bind("at", reported.outcome().at())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Mono<Boolean> insert(TenantId tenant, Reported reported) {
        Outcome outcome = reported.outcome();
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", reported.id())
                .bind("lead", reported.lead().value())
                .bind("assignment", orNull(reported.assignment()))
                .bind(
                        "rep",
                        Parameters.in(
                                R2dbcType.VARCHAR,
                                reported.rep() == null ? null : reported.rep().value()))
                .bind("type", outcome.type().name())
                .bind("at", outcome.at())
                .bind("amount", Parameters.in(R2dbcType.NUMERIC, outcome.amount()))
                .bind("currency", Parameters.in(R2dbcType.VARCHAR, outcome.currency()))
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, outcome.reason()))
                .bind("by", reported.by())
                .bind("now", reported.reportedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Parameter orNull(@Nullable UUID id) {
        return id == null ? Parameters.in(UUID.class) : Parameters.in(id);
    }

    @Override
    public Flux<Outcome> of(TenantId tenant, UUID assignment) {
        return database.sql(OF)
                .bind("tenant", tenant.value())
                .bind("assignment", assignment)
                .map(PostgresOutcomes::outcome)
                .all();
    }

    @Override
    public Flux<Told> concluding(TenantId tenant, LeadId lead) {
        return database.sql(CONCLUDING)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(row ->
                        new Told(
                                Objects.requireNonNull(row.get("id", UUID.class), "id"),
                                row.get("assignment_id", UUID.class),
                                outcome(row)))
                .all();
    }

    @Override
    public Mono<Void> withdraw(TenantId tenant, Collection<UUID> outcomes, String by, Instant at) {
        return database.sql(WITHDRAW)
                .bind("tenant", tenant.value())
                .bind("ids", outcomes.toArray(UUID[]::new))
                .bind("by", by)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Outcome outcome(Readable row) {
        return new Outcome(
                OutcomeType.valueOf(Objects.requireNonNull(row.get("type", String.class), "type")),
                Objects.requireNonNull(row.get("at", Instant.class), "at"),
                row.get("amount", BigDecimal.class),
                row.get("currency", String.class),
                row.get("reason", String.class));
    }
}
