package io.leaddispatcher.domain.policy.compiled;

import org.jspecify.annotations.Nullable;

/** Which alternatives a value leaves open: a mask that many values share, and what is different. */
final class Verdict {

    /** With more words that are different it is quicker to have a mask of one's own. */
    private static final int FEW = 8;

    private final long[] mask;
    private final @Nullable Toggles toggles;
    private final boolean narrow;

    private Verdict(long[] mask, @Nullable Toggles toggles) {
        this.mask = mask;
        this.toggles = toggles;
        this.narrow = Masks.isEmpty(mask);
    }

    /**
     * @param mask one bit for each alternative, set when it stays open; never changed
     * @param toggles where the mask is to be read the other way; null: nowhere
     */
    static Verdict of(long[] mask, @Nullable Toggles toggles) {
        return toggles == null || toggles.count() * FEW <= mask.length
                ? new Verdict(mask, toggles)
                : new Verdict(toggles.applied(mask), null);
    }

    /**
     * The same where memory counts for more than time: with however many words that are different.
     */
    static Verdict sharing(long[] mask, @Nullable Toggles toggles) {
        return new Verdict(mask, toggles);
    }

    /** The alternatives in a word that it leaves open. */
    long open(int word) {
        return toggles == null ? mask[word] : mask[word] ^ toggles.in(word);
    }

    /** What is open but for the toggles. */
    long[] mask() {
        return mask;
    }

    @Nullable Toggles toggles() {
        return toggles;
    }

    /** In how many words something may be open. */
    int spread() {
        return narrow ? (toggles == null ? 0 : toggles.count()) : mask.length;
    }

    /** Whether everything that is open is different from a mask that leaves nothing open. */
    boolean isNarrow() {
        return narrow;
    }
}
