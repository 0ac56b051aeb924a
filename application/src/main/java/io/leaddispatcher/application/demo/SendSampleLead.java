package io.leaddispatcher.application.demo;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.LeadIntake;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.LeadId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Puts a believable lead in, as if somebody had just raised a hand. Each time the next person. */
@UseCase
public final class SendSampleLead {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TAG_LENGTH = 8;

    private final LeadIntake intake;
    private final Ids ids;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();

    public SendSampleLead(LeadIntake intake, Ids ids, InstantSource clock) {
        this.intake = intake;
        this.ids = ids;
        this.clock = clock;
    }

    /** Once it is routed, or after ten seconds. */
    public Mono<LeadId> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.SUBMIT_LEADS);
            return intake.handle(command(caller)).map(SendSampleLead::lead);
        });
    }

    private SubmitLead.Command command(Caller caller) {
        UUID id = ids.next();
        String digits = id.toString().replace("-", "");
        // The end: the beginning is the time, and nearly the same for leads of one minute.
        String tag = digits.substring(digits.length() - TAG_LENGTH);
        Map<String, Object> body =
                SampleLead.ALL
                        .get(Math.floorMod(turn.getAndIncrement(), SampleLead.ALL.size()))
                        .body(tag);
        InboundEvent event =
                new InboundEvent(
                        caller.tenant(),
                        null,
                        "api",
                        "sample-" + id,
                        "application/json",
                        json(body).getBytes(StandardCharsets.UTF_8),
                        clock.instant());
        return new SubmitLead.Command(caller, event, body, PATIENCE);
    }

    private static LeadId lead(SubmitLead.Outcome outcome) {
        return switch (outcome) {
            case SubmitLead.Outcome.Accepted(LeadId lead, _) -> lead;
            case SubmitLead.Outcome.Routed(Map<String, Object> result) ->
                    new LeadId(UUID.fromString(String.valueOf(result.get("leadId"))));
            case SubmitLead.Outcome.KeyUsedBefore() ->
                    throw new IllegalStateException("a fresh id was used as a key before");
        };
    }

    /** Enough for the samples: objects, texts and numbers. */
    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> members ->
                    members.entrySet().stream()
                            .map(member ->
                                    json(String.valueOf(member.getKey()))
                                            + ":"
                                            + json(member.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            default -> value.toString();
        };
    }
}
