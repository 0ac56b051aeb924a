package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.policy.Target.HandoffType;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A lead that was handed off and is still with whoever had it before goes where it was handed to.
 * The handoff is not told again.
 *
 * <p>The document may say the {@code queue} of the handoff; else the first of its type is meant, or
 * where leads go for which nothing else is said.
 */
@UseCase
public final class FinishHandoff {

    private final Acting acting;

    public FinishHandoff(Acting acting) {
        this.acting = acting;
    }

    public Mono<ActOutcome> handle(Act act) {
        return acting.on(
                act,
                (turn, right) -> {
                    RepKey holder = Acting.holder(turn);
                    OpenHandoff handoff = turn.handoff().orElse(null);
                    if (!Acting.covers(right, turn)) {
                        return Acted.only(new ActOutcome.Unknown());
                    }
                    return handoff == null || !isStillHere(turn, handoff)
                            ? Acted.only(new ActOutcome.Over())
                            : passOn(act, turn, handoff, holder);
                });
    }

    /** Whether somebody has it since before it was handed off. */
    private static boolean isStillHere(LeadTurn turn, OpenHandoff handoff) {
        return turn.open().stream()
                .map(Given::offer)
                .anyMatch(offer -> offer.offeredAt().isBefore(handoff.at()));
    }

    private static Acted passOn(
            Act act, LeadTurn turn, OpenHandoff handoff, @Nullable RepKey holder) {
        String why = "handed off to %s".formatted(handoff.type());
        Parting parting =
                new Parting(
                        AssignmentState.REASSIGNED,
                        why,
                        Acting.told(act, holder, "It was handed off."),
                        null,
                        act.voice(holder));
        QueueKey named = named(act, turn);
        if (named == null && handoff.type() == HandoffType.SALES) {
            turn.withoutHolder();
            turn.again(Cause.MANUAL, parting);
        } else {
            turn.queue(parting, named == null ? queueOf(turn, handoff.type()) : named, why);
        }
        return Acted.done(AuditAction.LEAD_HANDED_OFF, Map.of("type", handoff.type().name()));
    }

    /** The queue that is said, if there still is one of this key. */
    private static @Nullable QueueKey named(Act act, LeadTurn turn) {
        return act.document().get("queue") instanceof String key
                        && turn.configuration().queue(new QueueKey(key)).isPresent()
                ? new QueueKey(key)
                : null;
    }

    private static QueueKey queueOf(LeadTurn turn, HandoffType type) {
        return turn.configuration()
                .queueOf(QueueType.valueOf(type.name()))
                .map(Queue::key)
                .orElseGet(() -> turn.standing().fallback());
    }
}
