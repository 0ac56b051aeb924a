package io.leaddispatcher.domain.pool;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the members of one pool have made of its leads, by segment. Immutable. */
public final class Performances {

    /** Of a pool of whose leads nothing is known. */
    public static final Performances NONE = of(List.of());

    /** With fewer concluded leads a segment says nothing yet, and all leads of the pool count. */
    static final int ENOUGH = 10;

    private final Performance overall;
    private final ImmutableMap<SegmentKey, Performance> bySegment;

    /**
     * One member's record.
     *
     * @param segment null: of all leads of the pool, whatever segments they are in
     */
    public record Entry(RepKey rep, @Nullable SegmentKey segment, TrackRecord record) {}

    private Performances(Performance overall, Map<SegmentKey, Performance> bySegment) {
        this.overall = overall;
        this.bySegment = ImmutableMap.copyOf(bySegment);
    }

    /** Each member and segment at most once. */
    public static Performances of(Collection<Entry> entries) {
        Map<RepKey, TrackRecord> overall = new HashMap<>();
        Map<SegmentKey, Map<RepKey, TrackRecord>> bySegment = new HashMap<>();
        for (Entry entry : entries) {
            Map<RepKey, TrackRecord> records =
                    entry.segment() == null
                            ? overall
                            : bySegment.computeIfAbsent(entry.segment(), _ -> new HashMap<>());
            records.put(entry.rep(), entry.record());
        }
        Map<SegmentKey, Performance> segments = new HashMap<>();
        bySegment.forEach(
                (segment, records) -> segments.put(segment, new Performance(segment, records)));
        return new Performances(new Performance(null, overall), segments);
    }

    /**
     * What counts for a lead of these segments: the narrowest of them, that is the one with the
     * fewest concluded leads, of which {@link #ENOUGH} are known; else all leads of the pool.
     */
    public Performance forLead(Collection<SegmentKey> segments) {
        return segments.stream()
                .sorted()
                .map(bySegment::get)
                .filter(Objects::nonNull)
                .filter(each -> each.all().concluded() >= ENOUGH)
                .min(Comparator.comparingLong(each -> each.all().concluded()))
                .orElse(overall);
    }
}
