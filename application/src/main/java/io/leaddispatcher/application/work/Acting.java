package io.leaddispatcher.application.work;

import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import java.util.Map;
import java.util.function.BiFunction;
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

    /** What is said about an act on a lead of one's own, or in the name of whoever has it. */
    interface Wish {

        /** The rep who is said to have it; null: whoever has it. */
        @Nullable RepKey onBehalfOf();
    }

    /**
     * Acts on a lead that is the caller's, or on any for those who may. What is said is read once
     * it is known that it is.
     */
    <W extends Wish> Mono<ActOutcome> onOwn(
            Act act, Function<Map<String, ?>, W> reading, BiFunction<LeadTurn, W, Acted> how) {
        return on(
                act,
                (turn, right) -> {
                    RepKey holder = holder(turn);
                    if (!covers(right, turn)) {
                        return Acted.only(refusal(act, turn, right));
                    }
                    W wish = reading.apply(act.document());
                    return wish.onBehalfOf() != null && !wish.onBehalfOf().equals(holder)
                            ? Acted.only(new ActOutcome.HeldByAnother(holder))
                            : how.apply(turn, wish);
                });
    }

    /** Likewise, but the act judges for itself who may. Fails when the caller may act on none. */
    Mono<ActOutcome> on(Act act, BiFunction<LeadTurn, WorkRight, Acted> how) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(act.caller());
            return turns.act(
                            act.caller().tenant(),
                            act.lead(),
                            turn -> {
                                if (isStale(act, turn)) {
                                    return Acted.only(new ActOutcome.HeldByAnother(holder(turn)));
                                }
                                return turn.survivor().isPresent() && covers(right, turn)
                                        ? Acted.only(new ActOutcome.PartOfAnother())
                                        : how.apply(turn, right);
                            },
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

    /** By whoever has it; else by what is left of it. */
    static boolean covers(WorkRight right, LeadTurn turn) {
        Roster roster = turn.configuration().roster();
        RepKey holder = holder(turn);
        return holder != null
                ? right.covers(holder, roster)
                : right.coversUnheld(
                        turn.file().status() == LeadStatus.COMPLETED
                                ? turn.file().placement().rep()
                                : null,
                        turn.open().stream().map(given -> given.offer().rep()).toList(),
                        turn.queue().orElse(null),
                        roster);
    }

    /**
     * Who has had to do with the lead is told who has it; for others there is none. Fails for
     * whoever sees it and may not act on it.
     */
    static ActOutcome refusal(Act act, LeadTurn turn, WorkRight right) {
        if (right.hearsOfAll()) {
            throw WorkRight.ofAnotherTeam(act.caller());
        }
        boolean concerned =
                act.caller().actor() instanceof Actor.Rep
                        || (right instanceof WorkRight.Own(var rep)
                                && (turn.wasAsked(rep) || turn.openFor(rep).isPresent()));
        return concerned ? new ActOutcome.HeldByAnother(holder(turn)) : new ActOutcome.Unknown();
    }

    /**
     * What a rep who loses a lead is told of it; null when the rep has brought it about: then there
     * is nothing to tell.
     */
    static @Nullable String told(Act act, @Nullable RepKey holder, String what) {
        boolean own =
                holder != null
                        && act.caller().actor().ownRep().filter(holder.value()::equals).isPresent();
        return own ? null : what;
    }

    static @Nullable RepKey holder(LeadTurn turn) {
        return turn.held().map(given -> given.offer().rep()).orElse(null);
    }
}
