package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep gives a lead back, which then waits in a queue, or goes back to whoever has handed it off.
 * What was no lead at all, or not one for the rep, gives the turn back too.
 *
 * <p>The document says the {@code reason}; {@code rep} when it is done on somebody's behalf; {@code
 * toGiver} when it goes back to whoever has handed it off; {@code queue} unless the policy's
 * fallback is meant.
 */
@UseCase
public final class ReturnLead {

    private static final Set<String> WORTH_NO_TURN = Set.of("SPAM", "DUPLICATE", "WRONG_MATCH");

    private final Acting acting;

    public ReturnLead(Acting acting) {
        this.acting = acting;
    }

    private record Wish(
            @Nullable RepKey onBehalfOf, String reason, @Nullable QueueKey queue, boolean toGiver)
            implements Acting.Wish {

        static Wish read(Act act) {
            ActBody body = new ActBody(act.document());
            Wish wish =
                    new Wish(
                            body.rep(),
                            body.reason(act.caller().actor()),
                            ActBody.key(body.document(), "queue", QueueKey::new),
                            body.document().flag("toGiver", false));
            body.finish();
            return wish;
        }

        /** Whether it was no lead at all, or none for the rep: then it was no turn either. */
        boolean isWorthNoTurn() {
            return WORTH_NO_TURN.contains(reason);
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(
                act,
                _ -> Wish.read(act),
                (turn, wish) ->
                        turn.held()
                                .map(held -> giveBack(act, turn, held, wish))
                                .orElseGet(() -> Acted.only(new ActOutcome.HeldByAnother(null))));
    }

    private static String why(Act act, RepKey rep) {
        return act.voice(rep).actor().equals("rep:" + rep)
                ? "returned by %s: %s"
                : "returned in the name of %s: %s";
    }

    private static Acted giveBack(Act act, LeadTurn turn, Given held, Wish wish) {
        RepKey rep = held.offer().rep();
        QueueKey asked = wish.queue() == null ? null : Waiting.in(turn, wish.queue());
        Parting parting =
                new Parting(
                        AssignmentState.RETURNED,
                        wish.reason(),
                        Acting.told(act, rep, "Somebody gave it back in your name."),
                        wish.isWorthNoTurn() ? wish.reason() : null,
                        act.voice(rep));
        if (wish.toGiver()) {
            QueueKey went = GiveBack.of(turn, rep, wish.reason(), asked).with(parting);
            Map<String, Object> detail = new LinkedHashMap<>(Map.of("rep", rep.value()));
            detail.put("toGiver", true);
            if (went != null) {
                detail.put("queue", went.value());
            }
            return Acted.done(AuditAction.LEAD_RETURNED, detail);
        }
        QueueKey queue = asked == null ? turn.standing().fallback() : asked;
        turn.queue(parting, queue, why(act, rep).formatted(rep, wish.reason()));
        return Acted.done(
                AuditAction.LEAD_RETURNED, Map.of("rep", rep.value(), "queue", queue.value()));
    }
}
