package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a rep fared in a decision that looked at them.
 *
 * @param rule the id of the rule that did; null when the lead was given away past the rules
 * @param reasons what spoke against the rep, the first one first; empty when nothing did
 * @param chosen whether the rep got the lead, or was asked together with others
 * @param because why, of whoever was chosen
 */
public record Considered(
        @Nullable String rule,
        List<UnavailabilityReason> reasons,
        boolean chosen,
        @Nullable String because) {

    /** Of who could have had the lead, when it was somebody else's turn. */
    public static final String NOT_NEXT = "NOT_NEXT";

    public Considered {
        reasons = List.copyOf(reasons);
    }

    private static Considered of(@Nullable String rule, CandidateTrace trace) {
        return new Considered(rule, trace.reasons(), trace.chosen(), trace.because());
    }

    /**
     * Reads it from an explanation as it is kept. Of a rep at whom several rules looked the one
     * counts that chose them, else the last. Empty when none did.
     */
    public static Optional<Considered> in(Map<?, ?> kept, RepKey rep) {
        Considered latest = null;
        for (Object item : kept.get("tried") instanceof List<?> tried ? tried : List.of()) {
            if (item instanceof Map<?, ?> one && (latest == null || !latest.chosen())) {
                Considered earlier = latest;
                latest =
                        PackedCandidates.find(one.get("candidates"), rep.value())
                                .map(trace -> of(String.valueOf(one.get("rule")), trace))
                                .orElse(earlier);
            }
        }
        if (latest == null && kept.get("direct") instanceof Map<?, ?> direct) {
            return PackedCandidates.find(direct.get("candidates"), rep.value())
                    .map(trace -> of(null, trace));
        }
        return Optional.ofNullable(latest);
    }

    /** Why the rep did not get the lead, in one word; null when they did. */
    public @Nullable String passedOver() {
        if (chosen) {
            return null;
        }
        return reasons.isEmpty() ? NOT_NEXT : reasons.getFirst().name();
    }
}
