package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.estimate.Chances;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolMember;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.Explanation.Tried;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * With what chance each of those who came into question got a lead. A pool that deals in turn, or
 * to who has least to do, chooses by what other leads have left behind, which has nothing to do
 * with what this one is like: as good as chance. Priorities, skills and records leave nothing to
 * chance.
 */
public final class RoutingChances {

    private RoutingChances() {}

    /** Empty when not one rep got the lead. */
    public static Optional<Chances> of(Decision decision, RoutingConfiguration configuration) {
        return decision.result() instanceof Assigned assigned
                ? of(
                        decision.explanation(),
                        assigned.pool() == null
                                ? null
                                : configuration.pool(assigned.pool()).orElse(null))
                : Optional.empty();
    }

    /**
     * Of a decision that was kept. Empty when not one rep got the lead.
     *
     * @param pool that dealt the lead; null when none did, or it is gone
     */
    public static Optional<Chances> of(Explanation explanation, @Nullable Pool pool) {
        List<Tried> tried = explanation.tried();
        if (tried.isEmpty() || tried.getLast().outcome() != Outcome.WON) {
            return Optional.empty();
        }
        List<CandidateTrace> candidates = tried.getLast().candidates();
        List<CandidateTrace> chosen = candidates.stream().filter(CandidateTrace::chosen).toList();
        if (chosen.size() != 1) {
            return Optional.empty();
        }
        RepKey taker = new RepKey(chosen.getFirst().rep());
        Map<RepKey, Integer> weights = pool == null ? Map.of() : weights(pool, candidates);
        // Who is not among them got the lead when the pool was another.
        return Optional.of(
                weights.containsKey(taker) ? Chances.byWeight(weights) : Chances.only(taker));
    }

    /** None where the pool leaves nothing to chance. */
    private static Map<RepKey, Integer> weights(Pool pool, List<CandidateTrace> candidates) {
        Set<String> eligible = new HashSet<>();
        candidates.stream()
                .filter(CandidateTrace::eligible)
                .forEach(candidate -> eligible.add(candidate.rep()));
        List<PoolMember> members =
                pool.members().stream()
                        .filter(member -> eligible.contains(member.rep().value()))
                        .toList();
        int first = members.stream().mapToInt(PoolMember::priority).min().orElse(0);
        Map<RepKey, Integer> weights = new LinkedHashMap<>();
        for (PoolMember member : members) {
            switch (pool.strategy()) {
                case ROUND_ROBIN, WEIGHTED -> weights.put(member.rep(), pool.weightOf(member));
                case LEAST_LOADED -> weights.put(member.rep(), 1);
                case PRIORITY -> {
                    if (member.priority() == first) {
                        weights.put(member.rep(), pool.weightOf(member));
                    }
                }
                case BEST_MATCH, PERFORMANCE -> {}
            }
        }
        return weights;
    }
}
