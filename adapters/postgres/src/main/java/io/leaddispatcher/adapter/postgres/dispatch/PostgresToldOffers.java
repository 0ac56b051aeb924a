package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.slack.port.ToldOffers;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresToldOffers implements ToldOffers {

    // By the lead, for which there is an index.
    private static final String OF_THE_OFFER =
            """
             where tenant_id = :tenant
               and lead_id = (select a.lead_id from %s a where a.tenant_id = :tenant and a.id = :offer)
               and split_part(document ->> 'assignment', '.', 1) = cast(:offer as text)
            """;

    // Whoever ends the offer meanwhile is waited for, or waits and takes back what is added.
    private static final String FIRST =
            """
            with open as materialized (
                select tenant_id, id, lead_id
                  from assignment
                 where tenant_id = :tenant and id = :offer and state in ('OFFERED', 'ACCEPTED')
                   for share)
            select %s
              from delivery
            %s
               and channel in ('SLACK', 'EMAIL') and recipient like 'rep:%%' and document ->> 'reminder' is null
             order by id
             limit 1
            """
                    .formatted(DeliveryRow.COLUMNS, OF_THE_OFFER.formatted("open"));

    private static final String FORGET =
            """
            delete from delivery
            %s
               and state in ('PENDING', 'RETRYING') and document ->> 'snoozed' is not null
            """
                    .formatted(OF_THE_OFFER.formatted("assignment"));

    private final DatabaseClient database;

    PostgresToldOffers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Delivery> first(TenantId tenant, UUID offer) {
        return database.sql(FIRST)
                .bind("tenant", tenant.value())
                .bind("offer", offer)
                .map(DeliveryRow::read)
                .one();
    }

    @Override
    public Mono<Void> forgetReminders(TenantId tenant, UUID offer) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("offer", offer)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
