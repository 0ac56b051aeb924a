package io.leaddispatcher.domain.pool;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the members of a pool have made of leads of one kind. Immutable. */
public final class Performance {

    /** Of a pool of whose leads nothing is known. */
    public static final Performance UNKNOWN = new Performance(null, Map.of());

    private final @Nullable SegmentKey segment;
    private final ImmutableMap<RepKey, TrackRecord> records;
    private final TrackRecord all;
    private final Prior prior;

    /**
     * Of leads of a segment.
     *
     * @param segment null: of all leads
     */
    Performance(@Nullable SegmentKey segment, Map<RepKey, TrackRecord> records) {
        this.segment = segment;
        this.records = ImmutableMap.copyOf(records);
        this.all = records.values().stream().reduce(TrackRecord.NONE, TrackRecord::plus);
        this.prior = Prior.of(records.values());
    }

    /** Empty for all leads of the pool, and where the segment is not to be named. */
    Optional<SegmentKey> segment() {
        return Optional.ofNullable(segment);
    }

    /** The same, of a segment that is not to be named. */
    public Performance unnamed() {
        return new Performance(null, records);
    }

    TrackRecord all() {
        return all;
    }

    TrackRecord record(RepKey rep) {
        return records.getOrDefault(rep, TrackRecord.NONE);
    }

    /** How likely each rate of winning is for somebody with this record. */
    Beta expected(TrackRecord record) {
        return prior.with(record);
    }

    /** The rate that is expected of somebody of whom nothing is known. */
    double poolRate() {
        return prior.mean();
    }
}
