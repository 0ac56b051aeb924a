package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.roster.Rep;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A lead that was accepted by a rep who is no longer active, or no longer there, is decided again.
 * One that somebody else has by now stays where it is.
 */
@UseCase
public final class RouteAbandonedLead {

    private static final String WHY = "its rep has left";
    private static final Parting LEFT =
            Parting.taken(WHY, "Somebody else has it now.").untold().keepingTurn();

    private final Acting acting;

    public RouteAbandonedLead(Acting acting) {
        this.acting = acting;
    }

    public Mono<ActOutcome> handle(Act act) {
        return acting.on(
                act,
                (turn, right) ->
                        Acting.covers(right, turn)
                                ? route(act, turn)
                                : Acted.only(new ActOutcome.Unknown()));
    }

    private static Acted route(Act act, LeadTurn turn) {
        boolean abandoned = turn.held().filter(given -> isAbandoned(given, turn)).isPresent();
        if (!abandoned) {
            return Acted.only(new ActOutcome.Over());
        }
        turn.tell("REROUTED", act.voice(null), Map.of("reason", WHY, "cause", "MANUAL"));
        turn.again(Cause.MANUAL, LEFT);
        return Acted.done(AuditAction.LEAD_REROUTED, Map.of("reason", WHY));
    }

    private static boolean isAbandoned(Given given, LeadTurn turn) {
        return given.state() == AssignmentState.ACCEPTED
                && turn.configuration()
                        .roster()
                        .rep(given.offer().rep())
                        .filter(Rep::active)
                        .isEmpty();
    }
}
