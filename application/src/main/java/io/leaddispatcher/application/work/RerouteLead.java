package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Ruling;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody has a lead routed once more, by the policy and with all that is known by now, wherever
 * it stands. It may come back to the same rep.
 *
 * <p>The document says the {@code reason}; {@code rep} when it is done on somebody's behalf; {@code
 * override} when a lock is to be overlooked; {@code as}, of a lead in conflict, which of those that
 * claim it equally well holds: a {@code territory}, an {@code account} or an {@code owner}.
 */
@UseCase
public final class RerouteLead {

    private static final Parting BY_HAND =
            Parting.taken("routed again by hand", "Somebody had it routed again.");

    private final Acting acting;

    public RerouteLead(Acting acting) {
        this.acting = acting;
    }

    private record Wish(
            @Nullable RepKey onBehalfOf, String reason, boolean override, @Nullable Claimed as)
            implements Acting.Wish {

        static Wish read(Act act) {
            ActBody body = new ActBody(act.document());
            Wish wish =
                    new Wish(
                            body.rep(),
                            body.reason(act.caller().actor()),
                            body.document().flag("override", false),
                            body.document().property("as").flatMap(Claimed::read).orElse(null));
            body.finish();
            return wish;
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(
                act, _ -> allowed(act, Wish.read(act)), (turn, wish) -> reroute(act, turn, wish));
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
                Ruling ruling = wish.as() == null ? Ruling.NONE : wish.as().among(turn);
                // What a person wrote stands in the story only: the audit log cannot forget it.
                Map<String, Object> detail = new LinkedHashMap<>(ruling.document());
                Map<String, Object> story = new LinkedHashMap<>(detail);
                story.put("reason", wish.reason());
                story.put("cause", "MANUAL");
                turn.tell("REROUTED", act.voice(holder), story);
                turn.settle(ruling, parting(act, holder));
                detail.put("override", wish.override());
                yield Acted.done(AuditAction.LEAD_REROUTED, detail);
            }
        };
    }

    private static Parting parting(Act act, @Nullable RepKey holder) {
        return Acting.told(act, holder, "") == null ? BY_HAND.untold() : BY_HAND;
    }
}
