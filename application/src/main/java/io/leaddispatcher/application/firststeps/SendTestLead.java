package io.leaddispatcher.application.firststeps;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Puts in a lead that is the caller themselves, to see where it goes: whatever is written to it
 * comes to them, and to no stranger.
 */
@UseCase
public final class SendTestLead {

    private final TriedLead lead;

    public SendTestLead(SubmitLead submitLead, Ids ids, InstantSource clock) {
        this.lead = new TriedLead(submitLead, ids, clock);
    }

    public Mono<LeadId> handle(SignedIn who) {
        return Mono.defer(() -> lead.send(who.caller(), "test:", body(who)));
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
}
