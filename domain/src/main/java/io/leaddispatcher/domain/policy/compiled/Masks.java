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
        return mask;
    }

    static void set(long[] mask, int place) {
        mask[place >> 6] |= 1L << place;
    }

    static void clear(long[] mask, int place) {
        mask[place >> 6] &= ~(1L << place);
    }

    static void flip(long[] mask, int place) {
        mask[place >> 6] ^= 1L << place;
    }
}
