package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A lead that was handed in, and read.
 *
 * @param id of its event
 * @param document what {@code body} was read from
 * @param fresh the lead that it makes unless it is known
 */
record Submission(
        UUID id, InboundEvent event, Map<String, ?> document, LeadBody body, LeadId fresh) {

    InboundEvents.ToRoute toRoute() {
        return new InboundEvents.ToRoute(id, event, document, fresh);
    }

    Leads.Sought sought() {
        return new Leads.Sought(
                event.identity(body),
                fresh,
                new Leads.Told(
                        event.origin(), event.idempotencyKey(), document, body.receivedAt()));
    }

    /** What is kept of the lead, should it be a new one. */
    LeadFile file() {
        Instant at = event.receivedAt();
        return LeadFile.of(body.toLead(fresh, at), at);
    }

    Ready ready(LeadId lead) {
        ConnectionKey connection = event.connection();
        return new Ready(
                id,
                lead,
                document,
                event.source(),
                connection == null ? null : connection.value(),
                false,
                event.receivedAt());
    }
}
