package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Nothing more is written to a lead by itself, and no more tasks come of its sequence. Asking again
 * changes nothing.
 *
 * <p>The document may say {@code rep} when it is asked on somebody's behalf.
 */
@UseCase
public final class StopSequence {

    private final Acting acting;

    public StopSequence(Acting acting) {
        this.acting = acting;
    }

    private record Stop(@Nullable RepKey onBehalfOf) implements Acting.Wish {

        static Stop read(Map<String, ?> sent) {
            ActBody body = new ActBody(sent);
            Stop stop = new Stop(body.rep());
            body.finish();
            return stop;
        }
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return acting.onOwn(act, Stop::read, (turn, _) -> stop(act, turn));
    }

    private static Acted stop(Act act, LeadTurn turn) {
        turn.stopSequence(act.voice(Acting.holder(turn)));
        return Acted.done(AuditAction.SEQUENCE_STOPPED, Map.of());
    }
}
