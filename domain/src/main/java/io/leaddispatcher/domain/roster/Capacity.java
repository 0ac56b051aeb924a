package io.leaddispatcher.domain.roster;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.lead.LeadKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a rep can take, each limit hard; null is no limit.
 *
 * @param open assignments offered or accepted at the same time
 * @param perDay assignments since midnight in the rep's zone
 * @param perHour assignments in the last 60 minutes
 * @param perKind of each kind of lead, assignments offered or accepted at the same time; without
 *     kinds that have no limit of their own
 * @param ramp what else holds for a while after an absence; null for nothing
 */
public record Capacity(
        @Nullable Integer open,
        @Nullable Integer perDay,
        @Nullable Integer perHour,
        ImmutableMap<LeadKind, Integer> perKind,
        @Nullable Ramp ramp) {

    public static final Capacity UNLIMITED = new Capacity(null, null, null);

    public Capacity(@Nullable Integer open, @Nullable Integer perDay, @Nullable Integer perHour) {
        this(open, perDay, perHour, ImmutableMap.of(), null);
    }

    static Capacity read(Part document) {
        if (!document.requireObject()) {
            return UNLIMITED;
        }
        Capacity capacity =
                new Capacity(
                        limit(document, "open"),
                        limit(document, "perDay"),
                        limit(document, "perHour"),
                        document.property("perKind")
                                .map(Capacity::perKind)
                                .orElse(ImmutableMap.of()),
                        document.property("ramp").flatMap(Ramp::read).orElse(null));
        document.refuseUnknown();
        return capacity;
    }

    private static ImmutableMap<LeadKind, Integer> perKind(Part document) {
        Map<LeadKind, Integer> limits = new EnumMap<>(LeadKind.class);
        if (document.requireObject()) {
            for (LeadKind kind : LeadKind.values()) {
                Integer limit = limit(document, kind.word());
                if (limit != null) {
                    limits.put(kind, limit);
                }
            }
            document.refuseUnknown();
        }
        return Maps.immutableEnumMap(limits);
    }

    /**
     * Whether there is room for one assignment more.
     *
     * @param kind of the lead; null: of any kind, so that limits of kinds do not count
     */
    public boolean admits(Workload workload, @Nullable LeadKind kind) {
        return below(workload.open(), open)
                && below(workload.today(), perDay)
                && below(workload.thisHour(), perHour)
                && admitsKind(workload, kind);
    }

    /** While the ramp lasts: no more in an hour than it says. The same without a ramp. */
    Capacity ramped() {
        return ramp == null || (perHour != null && perHour <= ramp.perHour())
                ? this
                : new Capacity(open, perDay, ramp.perHour(), perKind, ramp);
    }

    /** Whether the limit of this kind, if there is one, has room for one more. */
    public boolean admitsKind(Workload workload, @Nullable LeadKind kind) {
        return perKind.isEmpty() || kind == null || below(workload.openOf(kind), perKind.get(kind));
    }

    private static boolean below(int count, @Nullable Integer limit) {
        return limit == null || count < limit;
    }

    private static @Nullable Integer limit(Part document, String name) {
        return document.integer(name, 0, Integer.MAX_VALUE).orElse(null);
    }
}
