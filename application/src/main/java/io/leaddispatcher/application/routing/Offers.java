package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.policy.Offer.Mode;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Reroute;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadSegments;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes the offers of a decision, by the terms of its rule. */
record Offers(RoutingConfiguration configuration, Ids ids, Instant now) {

    /**
     * One for each rep, in the order of the decision.
     *
     * @param turns the pools in which the lead is a turn
     */
    List<Offer> of(LeadContext context, UUID run, Assigned assigned, List<PoolKey> turns) {
        Lead lead = context.lead();
        // Only the records of pools are counted by segment.
        List<SegmentKey> segments =
                assigned.pool() == null ? List.of() : LeadSegments.of(configuration, context);
        Terms terms =
                configuration
                        .policy(lead.kind())
                        .map(published -> terms(published.policy(), assigned))
                        .orElse(Terms.DEFAULT);
        return assigned.reps().stream()
                .map(rep -> offer(lead, run, assigned, segments, turns, terms, rep))
                .toList();
    }

    /** What an offer comes with: how it is made, and how long it cannot be taken away again. */
    private record Terms(io.leaddispatcher.domain.policy.Offer offer, Duration lock) {

        static final Terms DEFAULT =
                new Terms(io.leaddispatcher.domain.policy.Offer.DEFAULT, Reroute.DEFAULT.lock());
    }

    private static Terms terms(Policy policy, Assigned assigned) {
        return new Terms(policy.offerOf(assigned.rule()), policy.reroute().lock());
    }

    private Offer offer(
            Lead lead,
            UUID run,
            Assigned assigned,
            List<SegmentKey> segments,
            List<PoolKey> turns,
            Terms terms,
            RepKey rep) {
        return new Offer(
                ids.next(),
                lead.id(),
                run,
                rep,
                assigned.pool(),
                assigned.rule().id(),
                assigned.tier(),
                assigned.priority(),
                segments,
                turns,
                terms.offer().mode() == Mode.BROADCAST && assigned.broadcast(),
                now,
                terms.offer().ttl() == null ? null : now.plus(terms.offer().ttl()),
                terms.lock().isZero() ? null : now.plus(terms.lock()));
    }
}
