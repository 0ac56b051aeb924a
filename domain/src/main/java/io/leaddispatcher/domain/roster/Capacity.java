package io.leaddispatcher.domain.roster;

import io.leaddispatcher.domain.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * How much a rep can take, each limit hard; null is no limit.
 *
 * @param open assignments offered or accepted at the same time
 * @param perDay assignments since midnight in the rep's zone
 * @param perHour assignments in the last 60 minutes
 */
public record Capacity(
        @Nullable Integer open, @Nullable Integer perDay, @Nullable Integer perHour) {

    public static final Capacity UNLIMITED = new Capacity(null, null, null);

    static Capacity read(Part document) {
        if (!document.requireObject()) {
            return UNLIMITED;
        }
        Capacity capacity =
                new Capacity(
                        limit(document, "open"),
                        limit(document, "perDay"),
                        limit(document, "perHour"));
        document.refuseUnknown();
        return capacity;
    }

    /** Whether there is room for one assignment more. */
    public boolean admits(Workload workload) {
        return below(workload.open(), open)
                && below(workload.today(), perDay)
                && below(workload.thisHour(), perHour);
    }

    private static boolean below(int count, @Nullable Integer limit) {
        return limit == null || count < limit;
    }

    private static @Nullable Integer limit(Part document, String name) {
        return document.integer(name, 0, Integer.MAX_VALUE).orElse(null);
    }
}
