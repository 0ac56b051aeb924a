package io.leaddispatcher.adapter.postgres.outcome;

import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.application.simulation.port.PastOutcomes;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresPastOutcomes implements PastOutcomes {

    private static final String OF =
            """
            select lead_id,
                   bool_or(type = 'MEETING_HELD') as meeting_held,
                   bool_or(type = 'OPPORTUNITY') as opportunity,
                   bool_or(type = 'WON') as won,
                   bool_or(type in ('WON', 'LOST')
                           or type = 'DISQUALIFIED' and coalesce(reason, '') not in ('SPAM', 'DUPLICATE')) as closed
              from outcome
             where tenant_id = :tenant and lead_id = any (:leads) and withdrawn_at is null
             group by lead_id
            """;

    private final DatabaseClient database;

    PostgresPastOutcomes(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<PastOutcome> of(TenantId tenant, Collection<LeadId> leads) {
        if (leads.size() > MOST) {
            throw new IllegalArgumentException(
                    "at most %d leads at once, not %d".formatted(MOST, leads.size()));
        }
        return database.sql(OF)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(PostgresPastOutcomes::outcome)
                .all();
    }

    private static PastOutcome outcome(Readable row) {
        return new PastOutcome(
                new LeadId(Objects.requireNonNull(row.get("lead_id", UUID.class), "lead_id")),
                flag(row, "meeting_held"),
                flag(row, "opportunity"),
                flag(row, "won"),
                flag(row, "closed"));
    }

    private static boolean flag(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Boolean.class), column);
    }
}
