package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.policy.NamedLists;

/** One lead as a compiled policy sees it. Not thread-safe. */
public final class LeadReading {

    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final Facts facts;
    private final NamedLists lists;
    private final Leaves leaves;
    private final byte[] answers;
    private final Verdict[] verdicts;
    private final int[] cursors;

    LeadReading(Verdict[] verdicts, Facts facts, NamedLists lists, Leaves leaves) {
        this.facts = facts;
        this.lists = lists;
        this.leaves = leaves;
        this.answers = new byte[leaves.count()];
        this.verdicts = verdicts;
        this.cursors = new int[verdicts.length];
    }

    /** Whether a leaf that no column knows holds; it is asked the first time. */
    boolean holds(int leaf) {
        if (answers[leaf] == 0) {
            answers[leaf] = leaves.get(leaf).holds(facts, lists) ? HOLDS : FAILS;
        }
        return answers[leaf] == HOLDS;
    }

    /** To ask for words in ascending order from the first again. */
    void rewind() {
        for (int column = 0; column < cursors.length; column++) {
            cursors[column] = 0;
        }
    }

    /**
     * Those of some alternatives in a word that every column leaves open.
     *
     * @param word not smaller than the one before, unless after {@link #rewind}
     */
    long open(int word, long among) {
        long left = among;
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
