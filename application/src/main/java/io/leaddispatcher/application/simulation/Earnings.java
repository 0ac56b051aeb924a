package io.leaddispatcher.application.simulation;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.domain.estimate.Chances;
import io.leaddispatcher.domain.estimate.Estimate;
import io.leaddispatcher.domain.estimate.Observation;
import io.leaddispatcher.domain.estimate.OffPolicyEstimate;
import io.leaddispatcher.domain.estimate.Reward;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadSegments;
import io.leaddispatcher.domain.routing.RoutingChances;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what tells what a draft would have earned of real leads. With an experiment the chances
 * are those of the lead's own side: what only the other side does counts as never tried. Not
 * thread-safe.
 */
final class Earnings {

    /** One lead. */
    private record Seen(
            String stratum, RepKey had, Chances ran, Chances draft, PastOutcome outcome) {}

    private final RoutingConfiguration configuration;
    private final List<Seen> seen = new ArrayList<>();
    // Leads of one pool have mostly the same, and a pool may have hundreds of members.
    private final Interner<Chances> chances = Interners.newStrongInterner();

    Earnings(RoutingConfiguration configuration) {
        this.configuration = configuration;
    }

    void add(LeadContext context, PastTrial past, Decision draft) {
        RepKey had = past.lead().landing() == null ? null : past.lead().landing().rep();
        if (had == null || past.decision() == null) {
            return;
        }
        ran(past, past.decision())
                .filter(ran -> ran.of(had) > 0)
                .ifPresent(ran ->
                        RoutingChances.of(draft, configuration)
                                .ifPresent(would ->
                                        seen.add(
                                                new Seen(
                                                        stratum(context),
                                                        had,
                                                        chances.intern(ran),
                                                        chances.intern(would),
                                                        past.outcome()))));
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
