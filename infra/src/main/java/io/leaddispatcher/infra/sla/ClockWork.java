package io.leaddispatcher.infra.sla;

import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.outreach.TakeSequenceSteps;
import io.leaddispatcher.application.routing.EscalateLeads;
import io.leaddispatcher.application.routing.LapseOffers;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Clocks and sequences whose next step is due, and offers that lapse, in one workspace. */
final class ClockWork {

    private final TakeDueSteps takeDueSteps;
    private final EscalateLeads escalateLeads;
    private final LapseOffers lapseOffers;
    private final TakeSequenceSteps takeSequenceSteps;

    ClockWork(
            TakeDueSteps takeDueSteps,
            EscalateLeads escalateLeads,
            LapseOffers lapseOffers,
            TakeSequenceSteps takeSequenceSteps) {
        this.takeDueSteps = takeDueSteps;
        this.escalateLeads = escalateLeads;
        this.lapseOffers = lapseOffers;
        this.takeSequenceSteps = takeSequenceSteps;
    }

    Mono<Integer> take(TenantId tenant) {
        return takeDueSteps
                .handle(tenant)
                .expand(taken ->
                        taken < TakeDueSteps.BATCH ? Mono.empty() : takeDueSteps.handle(tenant))
                .then(escalateLeads.handle(tenant))
                .then(lapseOffers.handle(tenant))
                // Whose the lead is, is settled before anybody writes in their name.
                .then(sequences(tenant));
    }

    private Mono<Integer> sequences(TenantId tenant) {
        return takeSequenceSteps
                .handle(tenant)
                .expand(taken ->
                        taken < TakeSequenceSteps.BATCH
                                ? Mono.empty()
                                : takeSequenceSteps.handle(tenant))
                .last();
    }
}
