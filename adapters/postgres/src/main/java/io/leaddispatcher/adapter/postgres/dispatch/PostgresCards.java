package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.dispatch.port.Cards;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresCards implements Cards {

    private static final String FIND =
            """
            select %s, fate, fate_rep, fate_at, holder
              from delivery d
              left join lateral (
                   select a.state as fate, a.rep_key as fate_rep,
                          coalesce(a.ended_at, a.accepted_at, a.offered_at) as fate_at,
                          (select h.rep_key
                             from assignment h
                            where h.tenant_id = a.tenant_id and h.lead_id = a.lead_id
                              and h.state in ('OFFERED', 'ACCEPTED')
                              and not (h.broadcast and h.state = 'OFFERED')
                            limit 1) as holder
                     from assignment n
                     join assignment a
                       on a.tenant_id = n.tenant_id and a.lead_id = n.lead_id
                      and (a.id = n.id
                           or d.recipient like 'team:%%' and n.broadcast and a.run_id = n.run_id)
                    where n.tenant_id = d.tenant_id
                      and n.id = split_part(d.document ->> 'assignment', '.', 1)::uuid
                    order by a.accepted_at desc nulls last, a.state = 'OFFERED' desc, a.ended_at desc nulls last, a.id
                    limit 1) a on true
             where d.tenant_id = :tenant and d.id = :id
            """
                    .formatted(DeliveryRow.COLUMNS);

    private final DatabaseClient database;

    PostgresCards(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Card> find(TenantId tenant, DeliveryId delivery) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("id", delivery.value())
                .map(row -> new Card(DeliveryRow.read(row), fate(row)))
                .one();
    }

    private static @Nullable Fate fate(Readable row) {
        String state = row.get("fate", String.class);
        String holder = row.get("holder", String.class);
        return state == null
                ? null
                : new Fate(
                        AssignmentState.valueOf(state),
                        new RepKey(Objects.requireNonNull(row.get("fate_rep", String.class))),
                        holder == null ? null : new RepKey(holder),
                        Objects.requireNonNull(row.get("fate_at", Instant.class)));
    }
}
