package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says who gives a lead back.
 *
 * @param onBehalfOf the rep who has it; null: whoever has it
 * @param reason one of the contract's words, or somebody's own
 * @param queue where it is to wait; null: in the policy's fallback
 */
record ReturnWish(@Nullable RepKey onBehalfOf, String reason, @Nullable QueueKey queue) {

    private static final Set<String> WORTH_NO_TURN = Set.of("SPAM", "DUPLICATE", "WRONG_MATCH");
    private static final int LONGEST_REASON = 500;

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    static ReturnWish read(Map<String, ?> sent) {
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        RepKey rep =
                document.property("rep")
                        .flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new))
                        .orElse(null);
        Optional<String> reason = document.requiredProperty("reason").flatMap(ReturnWish::reason);
        QueueKey queue =
                document.property("queue")
                        .flatMap(part -> part.parsed("queue " + Key.ALLOWED, QueueKey::new))
                        .orElse(null);
        document.refuseUnknown();
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations.list());
        }
        return new ReturnWish(rep, reason.orElseThrow(), queue);
    }

    private static Optional<String> reason(Part part) {
        return part.asText()
                .filter(reason -> {
                    boolean fits = reason.length() <= LONGEST_REASON && reason.indexOf('\0') < 0;
                    if (!fits) {
                        part.violation(
                                OUT_OF_RANGE,
                                "must have at most %d characters".formatted(LONGEST_REASON));
                    }
                    return fits;
                });
    }

    /** Whether it was no lead at all, or none for the rep: then it was no turn either. */
    boolean isWorthNoTurn() {
        return WORTH_NO_TURN.contains(reason);
    }
}
