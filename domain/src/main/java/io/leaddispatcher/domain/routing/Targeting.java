package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule that matched does with the lead: its rings in order, each with its target. */
final class Targeting {

    private final RoutingConfiguration configuration;
    private final Policy policy;
    private final LeadContext context;
    private final RoutingState state;
    private final Candidacy candidacy;
    private final LeadFacts facts;
    private final Instant at;

    Targeting(
            RoutingConfiguration configuration,
            Policy policy,
            LeadContext context,
            LeadFacts facts,
            RoutingState state,
            Lineup lineup) {
        this.configuration = configuration;
        this.policy = policy;
        this.context = context;
        this.facts = facts;
        this.state = state;
        this.at = lineup.at();
        this.candidacy = new Candidacy(configuration, context, facts, state, lineup);
    }

    /**
     * Tries the rings that have joined by now, then what the rule does when nobody is available.
     */
    Yield tryRule(Rule rule, String tier) {
        Joined joined = joined(rule);
        Assigning assigning =
                new Assigning(configuration, policy.offerOf(rule), context, state, at, rule, tier);
        Yield tried = tryRings(joined, assigning, candidacy);
        if (tried.result() != null) {
            return tried;
        }
        if (joined.nextAt() != null) {
            return waiting(rule, tier, tried.candidates(), joined.nextAt());
        }
        return switch (rule.whenUnavailable()) {
            case WhenUnavailable.NextRule _, WhenUnavailable.NextTier _ -> tried;
            case WhenUnavailable.AssignAnyway _ -> {
                Yield anyway = tryRings(joined, assigning, candidacy.overlookingAbsence());
                yield anyway.result() == null
                        ? tried
                        : anyway.noting(
                                "nobody was available: assigned anyway"
                                        + overlooked(anyway, tried));
            }
            case WhenUnavailable.ToQueue(var queue) ->
                    unavailable(rule, tier, queue, tried.candidates());
        };
    }

    /** What speaks against the one who gets it all the same; of several it says nothing. */
    private static String overlooked(Yield anyway, Yield tried) {
        List<CandidateTrace> chosen =
                anyway.candidates().stream().filter(CandidateTrace::chosen).toList();
        if (chosen.size() != 1) {
            return "";
        }
        String rep = chosen.getFirst().rep();
        return tried.candidates().stream()
                .filter(candidate -> candidate.rep().equals(rep))
                .map(candidate ->
                        candidate.reasons().stream()
                                .map(UnavailabilityReason::name)
                                .collect(
                                        Collectors.joining(
                                                ", ", ", though %s is ".formatted(rep), "")))
                .findFirst()
                .orElse("");
    }

    /** The first ring that yields something; else nobody, and what the last one said to it. */
    private static Yield tryRings(Joined joined, Assigning assigning, Candidacy among) {
        Yield last = Yield.nobody(List.of(), joined.rings().isEmpty() ? "no ring applies" : null);
        for (Ring ring : joined.rings()) {
            last = assigning.to(ring, among).after(last.candidates());
            if (last.result() != null) {
                return last;
            }
        }
        return last;
    }

    private Yield waiting(Rule rule, String tier, List<CandidateTrace> seen, Instant nextAt) {
        return Yield.waiting(
                new Result.Queued(
                        rule.queue().orElse(policy.fallback()),
                        rule,
                        tier,
                        rule.priority(),
                        null,
                        "the next ring of rule '%s' joins at %s".formatted(rule.name(), nextAt),
                        nextAt),
                seen,
                "waits for the next ring");
    }

    private static Yield unavailable(
            Rule rule, String tier, QueueKey queue, List<CandidateTrace> seen) {
        String found = CandidateTrace.allAtCapacity(seen) ? "all at capacity" : "nobody available";
        return Yield.waiting(
                new Result.Queued(
                        queue,
                        rule,
                        tier,
                        rule.priority(),
                        null,
                        "rule '%s' found %s".formatted(rule.name(), found),
                        null),
                seen,
                "%s: waits in queue '%s'".formatted(found, queue));
    }

    /**
     * The rings to be tried now, and when the next one joins.
     *
     * @param nextAt null when all have joined
     */
    private record Joined(List<Ring> rings, @Nullable Instant nextAt) {}

    /**
     * The waits add up from when it began to wait; a ring that is skipped is not waited for. The
     * first one joins at once.
     */
    private Joined joined(Rule rule) {
        List<Ring> rings = new ArrayList<>();
        Duration waited = Duration.ZERO;
        for (Ring ring : rule.rings()) {
            if (ring.skip().filter(skip -> skip.holds(facts, configuration)).isPresent()) {
                continue;
            }
            Instant joinsAt = context.waitsFrom().plus(waited);
            if (waited.isPositive() && at.isBefore(joinsAt)) {
                return new Joined(rings, joinsAt);
            }
            rings.add(ring);
            waited = waited.plus(ring.waits());
        }
        return new Joined(rings, null);
    }
}
