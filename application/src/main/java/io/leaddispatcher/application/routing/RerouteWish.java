package io.leaddispatcher.application.routing;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says who has a lead routed once more.
 *
 * @param onBehalfOf the rep who has it; null: whoever has it
 * @param override whether a lock is to be overlooked
 */
record RerouteWish(@Nullable RepKey onBehalfOf, String reason, boolean override) {

    private static final int LONGEST_REASON = 500;

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    static RerouteWish read(Map<String, ?> sent) {
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        RepKey rep =
                document.property("rep")
                        .flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new))
                        .orElse(null);
        Optional<String> reason = document.requiredProperty("reason").flatMap(RerouteWish::reason);
        boolean override = document.flag("override", false);
        document.refuseUnknown();
        violations.refuseIfAny();
        return new RerouteWish(rep, reason.orElseThrow(), override);
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
}
