package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Somebody types a lead into a page. It is handed in as one of the API is, and waited for until it
 * is routed. What cannot be read is refused, since whoever has typed it is there to mend it. A form
 * that is sent twice makes one lead.
 */
@UseCase
public final class AddLead {

    private static final String EVENT = "eventId";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * @param form by which a repeat can be told
     * @param body a lead body, of what was filled in
     */
    public record Command(Caller caller, UUID form, Map<String, ?> body) {}

    public sealed interface Outcome {

        /**
         * Taken in, and mostly routed as well.
         *
         * @param merged it adds to a lead that was known before
         */
        record Added(LeadId lead, boolean merged) implements Outcome {}

        /** The form has made a lead already, of something else. */
        record SentBefore() implements Outcome {}
    }

    private final SubmitLead submitLead;
    private final RoutingConfigurations configurations;
    private final Timeline timeline;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public AddLead(
            SubmitLead submitLead,
            RoutingConfigurations configurations,
            Timeline timeline,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.submitLead = submitLead;
        this.configurations = configurations;
        this.timeline = timeline;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException} when something cannot be read; its pointers are
     * those of the lead body.
     */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.SUBMIT_LEADS);
            TenantId tenant = command.caller().tenant();
            Instant now = clock.instant();
            return unitOfWork
                    .run(tenant, configurations.current(tenant))
                    .doOnNext(snapshot -> TypedLead.check(command.body(), snapshot.reader()))
                    .flatMap(_ -> submitLead.handle(submission(command, now)))
                    .map(AddLead::answer);
        });
    }

    private SubmitLead.Command submission(Command command, Instant now) {
        return TypedLead.submission(
                command.caller(),
                "form:" + command.form(),
                command.body(),
                now,
                PATIENCE,
                (lead, event) -> tell(command, lead, event, now));
    }

    private static Outcome answer(SubmitLead.Outcome outcome) {
        return switch (outcome) {
            case SubmitLead.Outcome.Accepted(var lead, _, var merged, _) ->
                    new Outcome.Added(lead, merged);
            case SubmitLead.Outcome.Routed(var result) ->
                    new Outcome.Added(
                            new LeadId(UUID.fromString(String.valueOf(result.get("leadId")))),
                            Boolean.TRUE.equals(result.get("merged")));
            case SubmitLead.Outcome.KeyUsedBefore() -> new Outcome.SentBefore();
        };
    }

    /** Who it was that put it in. Who sends a form twice has put the lead in once. */
    private Mono<Void> tell(Command command, LeadId lead, UUID event, Instant now) {
        TenantId tenant = command.caller().tenant();
        return timeline.append(
                        tenant,
                        lead,
                        new TimelineEntry(
                                now,
                                TypedLead.SUBMITTED,
                                WorkActor.label(command.caller().actor(), null),
                                TypedLead.WEB,
                                Map.of(EVENT, event.toString())))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.LEAD_SUBMITTED,
                                        "lead:" + lead,
                                        Map.of())));
    }
}
