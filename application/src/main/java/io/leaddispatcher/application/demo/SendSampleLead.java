package io.leaddispatcher.application.demo;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.firststeps.TriedLead;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Puts a believable lead in, as if somebody had just raised a hand, and waits until it is routed.
 */
@UseCase
public final class SendSampleLead {

    private final TriedLead lead;
    private final InstantSource clock;

    public SendSampleLead(SubmitLead submitLead, Ids ids, InstantSource clock) {
        this.lead = new TriedLead(submitLead, ids, clock);
        this.clock = clock;
    }

    public Mono<LeadId> handle(Caller caller) {
        return Mono.defer(() ->
                lead.send(
                        caller, "sample:", SampleLeads.lead(SampleLeads.takenAt(clock.instant()))));
    }
}
