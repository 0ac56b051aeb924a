package io.leaddispatcher.domain.policy.compiled;

import java.util.Arrays;

/** Sets of alternatives as bits of a row of words. */
final class Masks {

    private Masks() {}

    static int words(int alternatives) {
        return (alternatives + Long.SIZE - 1) / Long.SIZE;
    }

    static long[] full(int alternatives) {
        long[] mask = new long[words(alternatives)];
        Arrays.fill(mask, -1L);
        if (alternatives % Long.SIZE != 0) {
            mask[mask.length - 1] = -1L >>> -alternatives;
        }
        return mask;
    }

    static boolean isEmpty(long[] mask) {
        for (long word : mask) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    static void clear(long[] mask, int place) {
        mask[place >> 6] &= ~(1L << place);
    }

    static void flip(long[] mask, int place) {
        mask[place >> 6] ^= 1L << place;
    }
}
