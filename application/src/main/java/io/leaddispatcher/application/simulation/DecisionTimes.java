package io.leaddispatcher.application.simulation;

import java.util.Arrays;

/** How long decisions took, in microseconds. Not thread-safe. */
final class DecisionTimes {

    private int[] micros = new int[1_024];
    private int count;

    void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }

    /**
     * The time within which this share of the decisions was made; 0 when there was none.
     *
     * @param share above 0, at most 1
     */
    int within(double share) {
        if (count == 0) {
            return 0;
        }
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * count) - 1];
    }
}
