package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody has a lead routed once more, by the policy and with all that is known by now, wherever
 * it stands. It may come back to the same rep.
 *
 * <p>The document says the {@code reason}; {@code rep} when it is done on somebody's behalf; {@code
 * override} when a lock is to be overlooked.
 */
@UseCase
public final class RerouteLead {

    private static final Parting BY_HAND =
            Parting.taken("routed again by hand", "Somebody had it routed again.");

    private final Acting acting;

    public RerouteLead(Acting acting) {
        this.acting = acting;
    }

    private record Wish(@Nullable RepKey onBehalfOf, String reason, boolean override)
            implements Acting.Wish {

        static Wish read(Map<String, ?> sent) {
            ActBody body = new ActBody(sent);
            Wish wish =
                    new Wish(body.rep(), body.reason(), body.document().flag("override", false));
            body.finish();
            return wish;
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(
                act,
                sent -> allowed(act, Wish.read(sent)),
                (turn, wish) -> reroute(act, turn, wish));
    }

    private static Wish allowed(Act act, Wish wish) {
        if (wish.override()) {
            act.caller().require(Permission.OVERRIDE_LOCKS, "Only a manager may overlook a lock.");
        }
        return wish;
    }

    private static Acted reroute(Act act, LeadTurn turn, Wish wish) {
        Given held = turn.held().orElse(null);
        RepKey holder = held == null ? null : held.offer().rep();
        if (held != null && held.state() == AssignmentState.ACCEPTED) {
            return Acted.only(new ActOutcome.Accepted(held.offer().rep()));
        }
        Instant locked = turn.lockedUntil().orElse(null);
        if (locked != null && !wish.override()) {
            return Acted.only(new ActOutcome.Locked(locked));
        }
        return switch (turn.file().status()) {
            case NEW -> Acted.only(new ActOutcome.NotRouted());
            case COMPLETED -> Acted.only(new ActOutcome.Over());
            case ASSIGNED, QUEUED, REJECTED -> {
                turn.tell(
                        "REROUTED",
                        act.voice(holder),
                        Map.of("cause", "MANUAL", "reason", wish.reason()));
                turn.again(Cause.MANUAL, BY_HAND);
                yield Acted.done(
                        AuditAction.LEAD_REROUTED,
                        Map.of("reason", wish.reason(), "override", wish.override()));
            }
        };
    }
}
