package io.leaddispatcher.domain.policy.compiled;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is different from a mask: the words in which some bits are the other way, in order, and
 * which bits those are. Most values concern few of many rules.
 */
final class Toggles {

    private final int[] words;
    private final long[] bits;

    private Toggles(int[] words, long[] bits) {
        this.words = words;
        this.bits = bits;
    }

    /** Null when nothing is different. */
    static @Nullable Toggles between(long[] one, long[] other) {
        int count = 0;
        for (int word = 0; word < one.length; word++) {
            if (one[word] != other[word]) {
                count++;
            }
        }
        if (count == 0) {
            return null;
        }
        int[] words = new int[count];
        long[] bits = new long[count];
        int next = 0;
        for (int word = 0; word < one.length; word++) {
            if (one[word] != other[word]) {
                words[next] = word;
                bits[next++] = one[word] ^ other[word];
            }
        }
        return new Toggles(words, bits);
    }

    /**
     * Of these bits.
     *
     * @param places in ascending order
     */
    static Toggles of(int[] places) {
        int[] words = new int[places.length];
        long[] bits = new long[places.length];
        int count = 0;
        for (int place : places) {
            if (count == 0 || words[count - 1] != place >> 6) {
                words[count++] = place >> 6;
            }
            bits[count - 1] |= 1L << place;
        }
        return new Toggles(Arrays.copyOf(words, count), Arrays.copyOf(bits, count));
    }

    /** What is different in any of several. Null when there are none. */
    static @Nullable Toggles union(Collection<Toggles> all, int length) {
        long[] sum = new long[length];
        for (Toggles one : all) {
            for (int index = 0; index < one.words.length; index++) {
                sum[one.words[index]] |= one.bits[index];
            }
        }
        return between(sum, new long[length]);
    }

    /** A mask that is the other way where this says so. */
    long[] applied(long[] mask) {
        long[] applied = mask.clone();
        for (int index = 0; index < words.length; index++) {
            applied[words[index]] ^= bits[index];
        }
        return applied;
    }

    /** How many words are different. */
    int count() {
        return words.length;
    }

    /** The word in which something is different, of those the one with this number. */
    int word(int number) {
        return words[number];
    }

    /** What is different in the word with this number. */
    long bits(int number) {
        return bits[number];
    }

    /** What is different in a word; 0: nothing. Found by bisection. */
    long in(int word) {
        int number = Arrays.binarySearch(words, word);
        return number < 0 ? 0 : bits[number];
    }
}
