package io.leaddispatcher.application.simulation;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.domain.estimate.Chances;
import io.leaddispatcher.domain.estimate.Estimate;
import io.leaddispatcher.domain.estimate.Estimate.TooLittleData;
import io.leaddispatcher.domain.estimate.Observation;
import io.leaddispatcher.domain.estimate.OffPolicyEstimate;
import io.leaddispatcher.domain.estimate.Reward;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.Strategy;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadSegments;
import io.leaddispatcher.domain.routing.RoutingChances;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what tells what a draft would have earned of real leads. With an experiment the chances
 * are those of the lead's own side: what only the other side does counts as never tried.
 *
 * <p>Left out is what would be judged by itself or by what is not known any more: leads that the
 * draft deals by records, which are made of what came of these very leads; and those that came
 * before the pool that dealt them was last changed, as nothing tells by which weights it dealt
 * then. Not thread-safe.
 */
final class Earnings {

    /** One lead. */
    private record Seen(
            String stratum, RepKey had, Chances ran, Chances draft, PastOutcome outcome) {}

    /** Which part may go by records, so that the rest still speaks for the draft. */
    private static final double MOST_BY_RECORD = 0.1;

    private final RoutingConfiguration configuration;
    private final Map<PoolKey, Instant> poolsChanged;
    private final List<Seen> seen = new ArrayList<>();
    // Leads of one pool have mostly the same, and a pool may have hundreds of members.
    private final Interner<Chances> chances = Interners.newStrongInterner();

    private int byRecord;

    /**
     * @param poolsChanged when each pool was last changed
     */
    Earnings(RoutingConfiguration configuration, Map<PoolKey, Instant> poolsChanged) {
        this.configuration = configuration;
        this.poolsChanged = Map.copyOf(poolsChanged);
    }

    void add(LeadContext context, PastTrial past, Decision draft) {
        RepKey had = past.lead().landing() == null ? null : past.lead().landing().rep();
        if (had == null || past.decision() == null || isOfBefore(past)) {
            return;
        }
        ran(past, past.decision())
                .filter(ran -> ran.of(had) > 0)
                .ifPresent(ran ->
                        RoutingChances.of(draft, configuration)
                                .ifPresent(would -> {
                                    if (isByRecord(draft)) {
                                        byRecord++;
                                        return;
                                    }
                                    seen.add(
                                            new Seen(
                                                    stratum(context),
                                                    had,
                                                    chances.intern(ran),
                                                    chances.intern(would),
                                                    past.outcome()));
                                }));
    }

    /** Whether the pool that dealt it was another then, or is gone. */
    private boolean isOfBefore(PastTrial past) {
        PoolKey dealt = past.lead().landing() == null ? null : past.lead().landing().pool();
        if (dealt == null) {
            return false;
        }
        Instant changed = poolsChanged.get(dealt);
        return changed == null || past.lead().place().arrivedAt().isBefore(changed);
    }

    private boolean isByRecord(Decision draft) {
        return draft.result() instanceof Assigned assigned
                && assigned.pool() != null
                && configuration
                        .pool(assigned.pool())
                        .filter(pool -> pool.strategy() == Strategy.PERFORMANCE)
                        .isPresent();
    }

    private Optional<Chances> ran(PastTrial past, Explanation decision) {
        return RoutingChances.of(decision, pool(past));
    }

    private @Nullable Pool pool(PastTrial past) {
        return past.lead().landing() == null || past.lead().landing().pool() == null
                ? null
                : configuration.pool(past.lead().landing().pool()).orElse(null);
    }

    private String stratum(LeadContext context) {
        return LeadSegments.of(configuration, context).stream()
                .map(SegmentKey::value)
                .collect(Collectors.joining(","));
    }

    DraftEstimates estimates() {
        double part = (double) byRecord / Math.max(1, byRecord + seen.size());
        if (part > MOST_BY_RECORD) {
            Estimate none =
                    new TooLittleData(
                            Phrase.of(
                                    "estimate.by-record",
                                    "the draft deals %s %% of the leads by the records of the reps,"
                                            + " and what came of these leads is in the records",
                                    Phrase.plain(Math.round(100 * part))));
            return new DraftEstimates(none, none);
        }
        return new DraftEstimates(
                estimate(PastOutcome::opportunityOfMeeting), estimate(PastOutcome::win));
    }

    private Estimate estimate(Function<PastOutcome, Reward> reward) {
        return OffPolicyEstimate.of(
                seen.stream()
                        .map(each ->
                                new Observation(
                                        each.stratum(),
                                        each.had(),
                                        each.ran(),
                                        each.draft(),
                                        reward.apply(each.outcome())))
                        .toList());
    }
}
