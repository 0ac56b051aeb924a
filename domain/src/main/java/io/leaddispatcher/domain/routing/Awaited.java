package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Explanation.Tried;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For whom a lead waits: those who would have taken it if they had been there and had had room. As
 * a decision found it, and true for as long as neither the configuration nor the lead changes; so
 * the lead need not be decided again before one of them is there.
 *
 * @param by each with what is asked of them; empty: for nobody, and only a person gets it out
 * @param kind of the lead
 */
public record Awaited(Set<One> by, LeadKind kind) {

    /** What speaks against a rep for a lead, however much room there is. */
    private static final Set<UnavailabilityReason> FOR_GOOD =
            EnumSet.of(
                    UnavailabilityReason.INACTIVE,
                    UnavailabilityReason.DECLINED_BEFORE,
                    UnavailabilityReason.HAD_IT_LAST,
                    UnavailabilityReason.SKILL_MISMATCH,
                    UnavailabilityReason.OWNER_UNKNOWN);

    public Awaited {
        by = Set.copyOf(by);
    }

    /**
     * Somebody, and what is heeded before they get the lead.
     *
     * @param anyway though they may be away
     */
    public record One(RepKey rep, Set<Respect> respected, boolean anyway) {
        public One {
            respected = Set.copyOf(respected);
        }
    }

    /** For nobody, and so of no kind in particular. */
    public static final Awaited NOBODY = new Awaited(Set.of(), LeadKind.LEAD);

    /** Of a decision that gave the lead to nobody. */
    public static Awaited of(Decision decision, RoutingConfiguration configuration, LeadKind kind) {
        Set<One> by = by(decision.explanation(), configuration);
        return by.isEmpty() ? NOBODY : new Awaited(by, kind);
    }

    /** Those alone, of what explains such a decision. */
    public static Set<One> by(Explanation explanation, RoutingConfiguration configuration) {
        Set<One> found = new HashSet<>();
        for (Tried tried : explanation.tried()) {
            for (CandidateTrace candidate : tried.candidates()) {
                if (isToBeHad(candidate, tried.rule())) {
                    configuration
                            .roster()
                            .rep(new RepKey(candidate.rep()))
                            .ifPresent(
                                    rep -> found.addAll(sought(rep, tried.rule(), configuration)));
                }
            }
        }
        return found;
    }

    private static boolean isToBeHad(CandidateTrace candidate, Rule rule) {
        Set<UnavailabilityReason> lasting = EnumSet.copyOf(FOR_GOOD);
        if (rule.rings().size() > 1) {
            // The trace tells of one ring; another may ask for less.
            lasting.remove(UnavailabilityReason.SKILL_MISMATCH);
        }
        return candidate.reasons().stream().noneMatch(lasting::contains);
    }

    private static Set<One> sought(Rep rep, Rule rule, RoutingConfiguration configuration) {
        boolean anyway = rule.whenUnavailable() instanceof WhenUnavailable.AssignAnyway;
        Set<One> found = new LinkedHashSet<>();
        for (Pool pool : pools(rule.rings(), configuration)) {
            if (pool.member(rep.key()).isPresent()) {
                found.add(new One(rep.key(), pool.respect(), anyway));
            }
        }
        return found.isEmpty() ? Set.of(new One(rep.key(), Respect.ALL, anyway)) : found;
    }

    private static List<Pool> pools(List<Ring> rings, RoutingConfiguration configuration) {
        return rings.stream()
                .flatMap(ring ->
                        (ring.assign() instanceof Target.Pool(var key)
                                        ? configuration.pool(key)
                                        : Optional.<Pool>empty())
                                .stream())
                .toList();
    }
}
