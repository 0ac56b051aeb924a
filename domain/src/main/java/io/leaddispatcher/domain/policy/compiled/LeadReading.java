package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.policy.NamedLists;
import org.jspecify.annotations.Nullable;

/** One lead as a compiled policy sees it. Not thread-safe. */
public final class LeadReading {

    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;
    private static final Verdict[] NONE = {};

    private final Facts facts;
    private final NamedLists lists;
    private final Leaves leaves;
    private final byte[] answers;
    // Of the verdicts that leave open only what they name, the one that names the least.
    private final @Nullable Toggles narrowest;
    // Of the others those that are a mask and nothing else, without what is around it: a match is
    // as long as the way to the words that it ands.
    private final long[][] masks;
    private final Verdict[] verdicts;
    private final boolean hopeless;
    private final long[] everything;

    LeadReading(
            Verdict[] verdicts, long[] everything, Facts facts, NamedLists lists, Leaves leaves) {
        this.facts = facts;
        this.lists = lists;
        this.leaves = leaves;
        this.answers = new byte[leaves.count()];
        this.everything = everything;
        Verdict least = null;
        int plain = 0;
        for (Verdict verdict : verdicts) {
            if (verdict.isNarrow() && (least == null || verdict.spread() < least.spread())) {
                least = verdict;
            }
            plain += verdict.toggles() == null ? 1 : 0;
        }
        this.narrowest = least == null ? null : least.toggles();
        this.hopeless = least != null && narrowest == null;
        int others = verdicts.length - plain - (narrowest == null ? 0 : 1);
        this.masks = new long[plain][];
        this.verdicts = others == 0 ? NONE : new Verdict[others];
        for (Verdict verdict : verdicts) {
            if (verdict.toggles() == null) {
                masks[--plain] = verdict.mask();
            } else if (verdict != least) {
                this.verdicts[--others] = verdict;
            }
        }
    }

    /** Whether a leaf that no column knows holds; it is asked the first time. */
    boolean holds(int leaf) {
        if (answers[leaf] == 0) {
            answers[leaf] = leaves.get(leaf).holds(facts, lists) ? HOLDS : FAILS;
        }
        return answers[leaf] == HOLDS;
    }

    /** In how many words some alternative may be open. */
    int spread() {
        return hopeless ? 0 : narrowest == null ? everything.length : narrowest.count();
    }

    /**
     * A word in which some alternative may be open, of those the one with this number; in order.
     */
    int word(int number) {
        return narrowest == null ? number : narrowest.word(number);
    }

    /** The alternatives in the word with this number that every column leaves open. */
    long open(int number) {
        long left = narrowest == null ? everything[number] : narrowest.bits(number);
        int word = word(number);
        for (long[] mask : masks) {
            left &= mask[word];
        }
        for (Verdict verdict : verdicts) {
            left &= verdict.open(word);
        }
        return left;
    }
}
