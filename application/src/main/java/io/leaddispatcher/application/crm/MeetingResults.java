package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells the CRM of a lead that something has come of a meeting: booked, held, missed, cancelled.
 * What exactly is read when it is written. Called inside a unit of work of the tenant.
 */
public final class MeetingResults {

    private final Leads leads;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    public MeetingResults(Leads leads, Outbox outbox, Ids ids, InstantSource clock) {
        this.leads = leads;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Nothing when no CRM knows the lead. */
    public Mono<Void> tell(TenantId tenant, LeadId lead, UUID meeting) {
        return tell(tenant, lead, meeting, null);
    }

    /**
     * Likewise.
     *
     * @param source by which it was told: a CRM knows what it has said, and may have changed it
     *     since; null when a person has said it here
     */
    public Mono<Void> tell(
            TenantId tenant, LeadId lead, UUID meeting, @Nullable ConnectionKey source) {
        return leads.crmRecords(tenant, List.of(lead))
                .flatMap(records -> Mono.justOrEmpty(records.get(lead)))
                .filter(record -> CrmLink.exists(record.type()))
                .filter(record -> !record.connection().equals(source))
                .flatMap(record ->
                        outbox.add(
                                tenant,
                                List.of(
                                        Delivery.planned(
                                                new DeliveryId(ids.next()),
                                                lead,
                                                new CrmWrite.Appointment(record.id(), meeting)
                                                        .to(record.connection()),
                                                clock.instant()))))
                .then();
    }
}
