package io.leaddispatcher.application.demo;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.domain.lead.LeadId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Puts a believable lead in, as if somebody had just raised a hand, and waits until it is routed.
 */
@UseCase
public final class SendSampleLead {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SubmitLead submitLead;
    private final Ids ids;
    private final InstantSource clock;

    public SendSampleLead(SubmitLead submitLead, Ids ids, InstantSource clock) {
        this.submitLead = submitLead;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<LeadId> handle(Caller caller) {
        return Mono.defer(() -> {
            UUID event = ids.next();
            Map<String, Object> body = SampleLeads.lead(SampleLeads.takenAt(clock.instant()));
            return submitLead
                    .handle(
                            new SubmitLead.Command(
                                    caller,
                                    new InboundEvent(
                                            caller.tenant(),
                                            null,
                                            "api",
                                            "sample:" + event,
                                            "application/json",
                                            event.toString().getBytes(StandardCharsets.UTF_8),
                                            clock.instant()),
                                    body,
                                    PATIENCE))
                    .map(SendSampleLead::lead);
        });
    }

    private static LeadId lead(SubmitLead.Outcome outcome) {
        return switch (outcome) {
            case SubmitLead.Outcome.Accepted(var lead, _, _, _) -> lead;
            case SubmitLead.Outcome.Routed(var result) ->
                    new LeadId(UUID.fromString(String.valueOf(result.get("leadId"))));
            case SubmitLead.Outcome.KeyUsedBefore() ->
                    throw new IllegalStateException("a fresh key was used before");
        };
    }
}
