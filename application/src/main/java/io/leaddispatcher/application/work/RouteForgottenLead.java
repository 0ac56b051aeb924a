package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A lead that came in and was never decided is decided now. One that was decided meanwhile stays
 * where it is; what its event still says adds to it when it comes.
 */
@UseCase
public final class RouteForgottenLead {

    private final Acting acting;

    public RouteForgottenLead(Acting acting) {
        this.acting = acting;
    }

    public Mono<ActOutcome> handle(Act act) {
        return acting.on(
                act, (turn, right) -> Acting.covers(right, turn) ? route(act, turn) : refused());
    }

    private static Acted route(Act act, LeadTurn turn) {
        if (turn.file().status() != LeadStatus.NEW) {
            return Acted.only(new ActOutcome.Over());
        }
        turn.tell("REROUTED", act.voice(null), Map.of("reason", "it was never routed"));
        turn.again(Cause.INTAKE, Parting.taken("never routed", "It was never routed.").untold());
        return Acted.done(AuditAction.LEAD_REROUTED, Map.of("reason", "never routed"));
    }

    private static Acted refused() {
        return Acted.only(new ActOutcome.Unknown());
    }
}
