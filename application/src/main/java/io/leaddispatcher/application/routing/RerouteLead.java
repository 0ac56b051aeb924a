package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody has a lead routed once more, by the policy and with all that is known by now, wherever
 * it stands. It may come back to the same rep.
 */
@UseCase
public final class RerouteLead {

    private static final Parting BY_HAND =
            new Parting("routed again by hand", "Somebody had it routed again.");

    /**
     * @param document {@code reason}; {@code rep} when it is done on somebody's behalf; {@code
     *     override} when a lock is to be overlooked
     * @param channel by which it came: {@code api}, {@code web}
     */
    public record Command(Caller caller, LeadId lead, Map<String, ?> document, String channel) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Rerouted() implements Outcome {}

        /** There is no lead on which the caller may act. */
        record Unknown() implements Outcome {}

        /**
         * Not the rep on whose behalf it is done.
         *
         * @param holder null when nobody has it
         */
        record HeldByAnother(@Nullable RepKey holder) implements Outcome {}

        /** It is about to be routed anyway. */
        record NotRouted() implements Outcome {}

        /** The work on it is over. */
        record Over() implements Outcome {}

        /** A rep has accepted it, and only a person can take it away. */
        record Accepted(RepKey holder) implements Outcome {}

        record Locked(Instant until) implements Outcome {}
    }

    private final RoutingTurns turns;
    private final AuditTrail trail;

    public RerouteLead(RoutingTurns turns, AuditTrail trail) {
        this.turns = turns;
        this.trail = trail;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(command.caller());
            return turns.later()
                    .take(
                            command.caller().tenant(),
                            new Wish<>(
                                    Mono.just(Set.of(command.lead())),
                                    batch -> decide(batch, command, right),
                                    outcome ->
                                            outcome instanceof Outcome.Rerouted
                                                    ? note(command)
                                                    : Mono.empty()));
        });
    }

    private static Outcome decide(RoutingBatch batch, Command command, WorkRight right) {
        LeadFile file = batch.file(command.lead());
        List<Given> open = batch.known().open(command.lead());
        Given held = open.stream().filter(Given::isHeld).findFirst().orElse(null);
        RepKey holder = held == null ? null : held.offer().rep();
        if (file == null || !right.covers(holder)) {
            return new Outcome.Unknown();
        }
        RerouteWish wish = RerouteWish.read(command.document());
        if (wish.override()) {
            command.caller()
                    .require(Permission.OVERRIDE_LOCKS, "Only a manager may overlook a lock.");
        }
        if (wish.onBehalfOf() != null && !wish.onBehalfOf().equals(holder)) {
            return new Outcome.HeldByAnother(holder);
        }
        if (held != null && held.state() == AssignmentState.ACCEPTED) {
            return new Outcome.Accepted(held.offer().rep());
        }
        Instant locked =
                SecondLook.lockedUntil(open)
                        .filter(until -> batch.now().isBefore(until))
                        .orElse(null);
        if (locked != null && !wish.override()) {
            return new Outcome.Locked(locked);
        }
        return switch (file.status()) {
            case NEW -> new Outcome.NotRouted();
            case COMPLETED -> new Outcome.Over();
            case ASSIGNED, QUEUED, REJECTED -> {
                batch.story()
                        .movedBy(
                                command.lead(),
                                WorkActor.label(command.caller().actor(), held),
                                command.channel(),
                                wish.reason());
                batch.again(file, Cause.MANUAL, BY_HAND);
                yield new Outcome.Rerouted();
            }
        };
    }

    private Mono<Void> note(Command command) {
        RerouteWish wish = RerouteWish.read(command.document());
        return trail.append(
                command.caller().tenant(),
                AuditEntry.by(
                        command.caller().actor(),
                        AuditAction.LEAD_REROUTED,
                        "lead:" + command.lead(),
                        Map.of("reason", wish.reason(), "override", wish.override())));
    }
}
