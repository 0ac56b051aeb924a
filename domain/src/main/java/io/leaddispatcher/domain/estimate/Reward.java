package io.leaddispatcher.domain.estimate;

/**
 * What came of a lead, as one rate counts it. Of the win rate: won, or concluded without; of the
 * rate from meeting to opportunity: an opportunity, or a meeting held without.
 */
public enum Reward {
    /** Not among those that the rate is of: still open, or no meeting was held. */
    NOT_COUNTED,
    /** Among them, and it did not succeed. */
    MISSED,
    /** Among them, and it did. */
    EARNED;

    /** 1 when it is among those that the rate is of. */
    int counted() {
        return this == NOT_COUNTED ? 0 : 1;
    }

    /** 1 when it succeeded. */
    int earned() {
        return this == EARNED ? 1 : 0;
    }
}
