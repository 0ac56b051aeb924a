package io.leaddispatcher.application.firststeps;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
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
 * Puts in a lead that is the caller themselves, to see where it goes: whatever is written to it
 * comes to them, and to no stranger.
 */
@UseCase
public final class SendTestLead {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SubmitLead submitLead;
    private final Ids ids;
    private final InstantSource clock;

    public SendTestLead(SubmitLead submitLead, Ids ids, InstantSource clock) {
        this.submitLead = submitLead;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<LeadId> handle(SignedIn who) {
        return Mono.defer(() -> {
            UUID event = ids.next();
            return submitLead
                    .handle(
                            new SubmitLead.Command(
                                    who.caller(),
                                    new InboundEvent(
                                            who.caller().tenant(),
                                            null,
                                            "api",
                                            "test:" + event,
                                            "application/json",
                                            event.toString().getBytes(StandardCharsets.UTF_8),
                                            clock.instant()),
                                    body(who),
                                    PATIENCE))
                    .map(SendTestLead::lead);
        });
    }

    private static Map<String, ?> body(SignedIn who) {
        String[] names = who.name().strip().split("\\s+", 2);
        return Map.of(
                "contact",
                names.length == 2
                        ? Map.of(
                                "email", who.email(),
                                "firstName", names[0],
                                "lastName", names[1])
                        : Map.of("email", who.email(), "firstName", who.name()),
                "company",
                Map.of("name", who.workspaceName()),
                "lead",
                Map.of("source", "test", "type", "inbound", "intent", "demo"));
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
