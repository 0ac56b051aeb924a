package io.leaddispatcher.infra.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, many times over. */
final class Latencies {

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /** By the nearest rank; 0 when there are none. */
    double millis(double percentile) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percentile / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms",
                millis(50),
                millis(95),
                millis(99),
                millis(100));
    }
}
