package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.policy.NamedLists;
import org.jspecify.annotations.Nullable;

/** One lead as a compiled policy sees it. Not thread-safe. */
public final class LeadReading {

    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final Facts facts;
    private final NamedLists lists;
    private final Leaves leaves;
    private final byte[] answers;
    // Without the narrowest.
    private final Verdict[] verdicts;
    // Of the verdicts that leave open only what they name, the one that names the least.
    private final @Nullable Toggles narrowest;
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
        for (Verdict verdict : verdicts) {
            if (verdict.isNarrow() && (least == null || verdict.spread() < least.spread())) {
                least = verdict;
            }
        }
        this.verdicts = least == null ? verdicts : without(least, verdicts);
        this.narrowest = least == null ? null : least.toggles();
        this.hopeless = least != null && narrowest == null;
    }

    private static Verdict[] without(Verdict one, Verdict[] all) {
        Verdict[] others = new Verdict[all.length - 1];
        int count = 0;
        for (Verdict verdict : all) {
            if (verdict != one) {
                others[count++] = verdict;
            }
        }
        return others;
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
        for (int column = 0; column < verdicts.length && left != 0; column++) {
            left &= verdicts[column].open(word);
        }
        return left;
    }
}
