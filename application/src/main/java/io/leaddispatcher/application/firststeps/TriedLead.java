package io.leaddispatcher.application.firststeps;

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

/** A lead that is put in by a button, to see where it goes. */
public final class TriedLead {

    /** Where such a lead comes from: the pages. */
    public static final String SOURCE = "web";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SubmitLead submitLead;
    private final Ids ids;
    private final InstantSource clock;

    public TriedLead(SubmitLead submitLead, Ids ids, InstantSource clock) {
        this.submitLead = submitLead;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Waits some seconds until it is routed.
     *
     * @param prefix of its key, which no other lead has
     */
    public Mono<LeadId> send(Caller caller, String prefix, Map<String, ?> body) {
        return Mono.defer(() -> {
            UUID event = ids.next();
            return submitLead
                    .handle(
                            new SubmitLead.Command(
                                    caller,
                                    new InboundEvent(
                                            caller.tenant(),
                                            null,
                                            SOURCE,
                                            prefix + event,
                                            "application/json",
                                            event.toString().getBytes(StandardCharsets.UTF_8),
                                            clock.instant()),
                                    body,
                                    PATIENCE))
                    .map(TriedLead::lead);
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
