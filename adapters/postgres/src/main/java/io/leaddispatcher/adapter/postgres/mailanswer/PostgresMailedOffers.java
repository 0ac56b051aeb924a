package io.leaddispatcher.adapter.postgres.mailanswer;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.mailanswer.port.MailedOffers;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresMailedOffers implements MailedOffers {

    private static final String FIND =
            """
            select a.state,
                   (select h.rep_key from assignment h
                     where h.tenant_id = a.tenant_id and h.lead_id = a.lead_id
                       and (h.state = 'ACCEPTED' or h.state = 'OFFERED' and not h.broadcast)) as holder
              from assignment a
             where a.tenant_id = :tenant and a.id = :assignment and a.lead_id = :lead and a.rep_key = :rep
            """;

    private final DatabaseClient database;

    PostgresMailedOffers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Standing> find(TenantId tenant, LeadId lead, UUID assignment, RepKey rep) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("assignment", assignment)
                .bind("lead", lead.value())
                .bind("rep", rep.value())
                .map(PostgresMailedOffers::standing)
                .one();
    }

    private static Standing standing(Readable row) {
        String holder = row.get("holder", String.class);
        return new Standing(
                AssignmentState.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                holder == null ? null : new RepKey(holder));
    }
}
