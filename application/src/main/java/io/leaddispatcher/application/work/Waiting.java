package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.queue.QueueKey;
import org.jspecify.annotations.Nullable;

/** Where a lead waits that nobody has any more. */
final class Waiting {

    private Waiting() {}

    /**
     * In this queue, which must exist.
     *
     * @param asked null: in the fallback of the lead's policy
     */
    static QueueKey in(LeadTurn turn, @Nullable QueueKey asked) {
        if (asked == null) {
            return turn.standing().fallback();
        }
        if (turn.configuration().queue(asked).isEmpty()) {
            throw new InvalidInputException(
                    "/queue", UNKNOWN_REFERENCE, "there is no queue '%s'".formatted(asked));
        }
        return asked;
    }
}
