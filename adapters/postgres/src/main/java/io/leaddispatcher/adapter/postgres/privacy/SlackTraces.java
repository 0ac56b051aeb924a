package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.application.dispatch.ErasedCards;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what Slack was shown of an erased person, and has it emptied afterwards. */
@Component
final class SlackTraces {

    // What was changed later is named by its change as well. What the sandbox kept has no place.
    private static final String TRACES =
            """
            select reference, min(recipient) as recipient
              from delivery
             where tenant_id = :tenant and lead_id = any (:leads)
               and channel = 'SLACK' and state = 'DELIVERED' and reference like '%/%'
             group by reference
             order by reference
            """;

    private final DatabaseClient database;
    private final Outbox outbox;
    private final Ids ids;

    SlackTraces(DatabaseClient database, Outbox outbox, Ids ids) {
        this.database = database;
        this.outbox = outbox;
        this.ids = ids;
    }

    /**
     * A message in Slack.
     *
     * @param recipient who was told by it
     * @param place channel and time stamp
     */
    record Trace(String recipient, String place) {}

    /** As long as the deliveries are kept. */
    Mono<List<Trace>> of(FoundPerson person) {
        return database.sql(TRACES)
                .bind("tenant", person.tenant().value())
                .bind("leads", person.leadIds())
                .map(row ->
                        new Trace(
                                Objects.requireNonNull(row.get("recipient", String.class)),
                                Objects.requireNonNull(row.get("reference", String.class))))
                .all()
                .collectList();
    }

    /** In the background. Nothing of this names the person, so it outlasts the erasure. */
    Mono<Void> empty(TenantId tenant, List<Trace> traces) {
        return outbox.add(
                tenant,
                traces.stream()
                        .map(trace ->
                                ErasedCards.emptied(
                                        new DeliveryId(ids.next()),
                                        trace.recipient(),
                                        trace.place()))
                        .toList());
    }
}
