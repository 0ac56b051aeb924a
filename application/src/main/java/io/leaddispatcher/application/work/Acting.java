package io.leaddispatcher.application.work;

import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.function.Function;
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

    Mono<ActOutcome> on(Act act, Function<LeadTurn, Acted> how) {
        return turns.act(act.caller().tenant(), act.lead(), how, acted -> note(act, acted))
                .map(Acted::outcome)
                .defaultIfEmpty(new ActOutcome.Unknown());
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
     * Acts on a lead that somebody has, as far as the caller may.
     *
     * @param onBehalfOf the rep who is said to have it; null: whoever has it
     */
    static Acted onHeld(
            Act act, LeadTurn turn, @Nullable RepKey onBehalfOf, Function<Given, Acted> how) {
        Given held = turn.held().orElse(null);
        RepKey holder = held == null ? null : held.offer().rep();
        WorkRight right = WorkRight.of(act.caller());
        if (!right.covers(holder)) {
            return Acted.only(refusal(act, turn, right));
        }
        return held == null || (onBehalfOf != null && !onBehalfOf.equals(holder))
                ? Acted.only(new ActOutcome.HeldByAnother(holder))
                : how.apply(held);
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
