package io.leaddispatcher.domain.policy.compiled;

import org.jspecify.annotations.Nullable;

/** Which alternatives a value leaves open: a mask that many values share, and what is different. */
final class Verdict {

    private final long[] mask;
    private final @Nullable Toggles toggles;

    /**
     * @param mask one bit for each alternative, set when it stays open; never changed
     * @param toggles where the mask is to be read the other way; null: nowhere
     */
    Verdict(long[] mask, @Nullable Toggles toggles) {
        this.mask = mask;
        this.toggles = toggles;
    }

    long mask(int word) {
        return mask[word];
    }

    @Nullable Toggles toggles() {
        return toggles;
    }
}
