package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep will not have a lead that was offered: it is decided again without the rep, or the others
 * who were asked may still take it.
 *
 * <p>The document may say the {@code reason}, and says {@code rep} when it is done on somebody's
 * behalf. To decline is to let the next one have it quickly, so nobody has to explain it first.
 */
@UseCase
public final class DeclineLead {

    private final Acting acting;

    public DeclineLead(Acting acting) {
        this.acting = acting;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.on(
                act,
                (turn, right) -> {
                    ActBody body = new ActBody(act.document());
                    RepKey named = body.rep();
                    String reason = body.reasonOrNone();
                    body.finish();
                    RepKey decliner = right.acting(named);
                    return decline(act, turn, right, decliner, reason);
                });
    }

    private static Acted decline(
            Act act, LeadTurn turn, WorkRight right, @Nullable RepKey decliner, String reason) {
        Given given = given(turn, decliner);
        boolean may =
                given == null
                        ? Acting.covers(right, turn)
                        : right.covers(given.offer().rep(), turn.configuration().roster());
        if (!may) {
            return Acted.only(Acting.refusal(act, turn, right));
        }
        if (given == null) {
            return Acted.only(new ActOutcome.HeldByAnother(Acting.holder(turn)));
        }
        RepKey rep = given.offer().rep();
        if (given.state() == AssignmentState.ACCEPTED) {
            return Acted.only(new ActOutcome.Accepted(rep));
        }
        turn.decline(
                given, new Parting(AssignmentState.DECLINED, reason, null, null, act.voice(rep)));
        return Acted.done(AuditAction.LEAD_DECLINED, Map.of("rep", rep.value()));
    }

    /** Of several who were asked it has to be said which; null when it is not open for the rep. */
    private static @Nullable Given given(LeadTurn turn, @Nullable RepKey decliner) {
        return decliner == null ? turn.held().orElse(null) : turn.openFor(decliner).orElse(null);
    }
}
