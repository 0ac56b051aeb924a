package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.policy.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What leads may have in common, and no index knows them by. Null: whatever it is.
 *
 * @param rule id of the rule by which the latest run decided
 * @param source what the field {@code lead.source} says, to the letter
 * @param priority how urgent it is; a lead of which nobody has said is {@code STANDARD}
 * @param pool key of the pool through which it was given to somebody last
 */
public record LeadTraits(
        @Nullable String rule,
        @Nullable String source,
        @Nullable Priority priority,
        @Nullable String pool) {

    /** Whatever they are. */
    public static final LeadTraits ANY = new LeadTraits(null, null, null, null);

    /** Whether it asks for nothing. */
    public boolean isAny() {
        return equals(ANY);
    }
}
