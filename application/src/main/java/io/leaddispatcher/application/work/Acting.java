package io.leaddispatcher.application.work;

import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Acts on leads: one at a time in the turn of the tenant, and told to the audit log. */
public final class Acting {

    private final LeadTurns turns;
    private final AuditTrail trail;

    public Acting(LeadTurns turns, AuditTrail trail) {
        this.turns = turns;
        this.trail = trail;
    }

    /** Fails when the caller may act on no lead at all. */
    Mono<ActOutcome> on(Act act, BiFunction<LeadTurn, WorkRight, Acted> how) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(act.caller());
            return turns.act(
                            act.caller().tenant(),
                            act.lead(),
                            turn ->
                                    isStale(act, turn)
                                            ? Acted.only(new ActOutcome.HeldByAnother(holder(turn)))
                                            : how.apply(turn, right),
                            acted -> note(act, acted))
                    .map(Acted::outcome)
                    .defaultIfEmpty(new ActOutcome.Unknown());
        });
    }

    /** Whether what somebody was shown is over, so that they cannot have meant what is now. */
    private static boolean isStale(Act act, LeadTurn turn) {
        return act.assignment() != null
                && turn.open().stream()
                        .noneMatch(given -> given.offer().id().equals(act.assignment()));
    }

    private Mono<Void> note(Act act, Acted acted) {
        return acted.action() == null
                ? Mono.empty()
                : trail.append(
                        act.caller().tenant(),
                        AuditEntry.by(
                                act.caller().actor(),
                                acted.action(),
                                "lead:" + act.lead(),
                                acted.detail()));
    }

    /**
     * Who has a lead instead of the rep who is said to have it; null: nobody else has.
     *
     * @param onBehalfOf null: whoever has it
     */
    static @Nullable ActOutcome another(LeadTurn turn, @Nullable RepKey onBehalfOf) {
        RepKey holder = holder(turn);
        return onBehalfOf != null && !onBehalfOf.equals(holder)
                ? new ActOutcome.HeldByAnother(holder)
                : null;
    }

    /** Who has had to do with the lead is told who has it; for others there is none. */
    static ActOutcome refusal(Act act, LeadTurn turn, WorkRight right) {
        boolean concerned =
                act.caller().actor() instanceof Actor.Rep
                        || (right instanceof WorkRight.Own(var rep)
                                && (turn.isRefusedBy(new RepKey(rep))
                                        || turn.openFor(new RepKey(rep)).isPresent()));
        return concerned ? new ActOutcome.HeldByAnother(holder(turn)) : new ActOutcome.Unknown();
    }

    static @Nullable RepKey holder(LeadTurn turn) {
        return turn.held().map(given -> given.offer().rep()).orElse(null);
    }
}
