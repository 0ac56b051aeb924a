package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.policy.NamedLists;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One lead as a compiled policy sees it. Not thread-safe. */
public final class LeadReading {

    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final Facts facts;
    private final NamedLists lists;
    private final Leaves leaves;
    private final byte[] answers;
    private final Verdict[] verdicts;
    // Of the verdicts that leave open only what they name, the one that names the least.
    private final @Nullable Toggles narrowest;
    private final boolean hopeless;
    private final long[] everything;
    private final int[] cursors;

    LeadReading(
            Verdict[] verdicts, long[] everything, Facts facts, NamedLists lists, Leaves leaves) {
        this.facts = facts;
        this.lists = lists;
        this.leaves = leaves;
        this.answers = new byte[leaves.count()];
        this.verdicts = verdicts;
        this.cursors = new int[verdicts.length];
        this.everything = everything;
        Verdict least = null;
        for (Verdict verdict : verdicts) {
            if (verdict.isNarrow() && (least == null || verdict.spread() < least.spread())) {
                least = verdict;
            }
        }
        this.narrowest = least == null ? null : least.toggles();
        this.hopeless = least != null && narrowest == null;
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

    /** To ask for words from the first again. */
    void rewind() {
        Arrays.fill(cursors, 0);
    }

    /** The alternatives in a word that every column leaves open; words in order. */
    long open(int word) {
        long left = everything[word];
        for (int column = 0; column < verdicts.length && left != 0; column++) {
            Verdict verdict = verdicts[column];
            Toggles different = verdict.toggles();
            left &=
                    different == null
                            ? verdict.mask(word)
                            : verdict.mask(word) ^ bits(different, column, word);
        }
        return left;
    }

    private long bits(Toggles different, int column, int word) {
        int cursor = cursors[column];
        while (cursor < different.count() && different.word(cursor) < word) {
            cursor++;
        }
        cursors[column] = cursor;
        return cursor < different.count() && different.word(cursor) == word
                ? different.bits(cursor)
                : 0;
    }
}
