package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.ConditionTrace;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.policy.NamedLists;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Tier;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import io.leaddispatcher.domain.routing.Trace.RuleTrace;
import io.leaddispatcher.domain.routing.Trace.TierTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to explain a decision: what the lead said, and what became of the rules that
 * matched. The trace, which tells of every rule up to the one that won and of every leaf of their
 * conditions, follows from it; with thousands of rules it is thousands of times as long, and few
 * are read.
 *
 * @param version of the policy; 0 when there was none
 * @param policy by which the lead went: on the variant's side of an experiment, with its tiers;
 *     null when there was none
 * @param asked what the policy's conditions ask for
 * @param facts what the conditions saw
 * @param lists as they were
 * @param tried the rules that matched, in order
 * @param match null when the lead matched no account
 * @param fallback why the fallback took it; null when a rule did
 * @param experiment on which side of the policy's experiment the lead was; null when it had none
 * @param conflict why a person has to look at it first; null when nothing contradicts itself
 * @param direct who gave it away past the rules; null when the rules decided
 */
public record Explanation(
        int version,
        @Nullable Policy policy,
        AskedFields asked,
        Facts facts,
        NamedLists lists,
        List<Tried> tried,
        @Nullable AccountMatch match,
        @Nullable String fallback,
        @Nullable ExperimentSide experiment,
        @Nullable Conflict conflict,
        @Nullable Direct direct) {

    private static final String UNASKED =
            "a pattern was not tried: those before it took all that a decision may cost";

    public Explanation {
        tried = List.copyOf(tried);
    }

    /**
     * What became of a rule that matched.
     *
     * @param note what there is to say besides; null: nothing
     */
    public record Tried(
            Rule rule, Outcome outcome, List<CandidateTrace> candidates, @Nullable String note) {

        public Tried {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Given to somebody at a person's or a clock's word.
     *
     * @param why in words
     */
    public record Direct(String why, List<CandidateTrace> candidates) {

        public Direct {
            candidates = List.copyOf(candidates);
        }
    }

    /** Whether nobody was available by the last rule that matched. */
    boolean endsWithNobody() {
        return !tried.isEmpty() && tried.getLast().outcome() == Outcome.NOBODY_AVAILABLE;
    }

    /** The whole story. */
    public Trace trace() {
        if (conflict != null || direct != null) {
            // No rule was looked at.
            return new Trace(version, List.of(), match, null, experiment, conflict, direct);
        }
        List<TierTrace> tiers = new ArrayList<>();
        Map<String, Tried> open = new LinkedHashMap<>();
        tried.forEach(one -> open.put(one.rule().id(), one));
        for (Tier tier : policy == null ? List.<Tier>of() : policy.tiers()) {
            List<RuleTrace> rules = new ArrayList<>();
            boolean ended = false;
            for (Rule rule : tier.rules()) {
                Tried found = open.remove(rule.id());
                rules.add(traced(rule, found));
                ended = found != null && fallback == null && open.isEmpty();
                if (ended || (found != null && leavesTier(rule))) {
                    break;
                }
            }
            tiers.add(new TierTrace(tier.name(), rules));
            if (ended) {
                break;
            }
        }
        return new Trace(version, tiers, match, fallback, experiment, null, null);
    }

    /** Whether a rule that matched and found nobody makes the rest of its tier be passed over. */
    static boolean leavesTier(Rule rule) {
        return rule.whenUnavailable() instanceof WhenUnavailable.NextTier;
    }

    private RuleTrace traced(Rule rule, @Nullable Tried tried) {
        ConditionTrace condition =
                tried == null && rule.disabled() ? null : rule.when().trace(facts, lists);
        String cost = condition != null && condition.unasked() ? UNASKED : null;
        if (tried != null) {
            return new RuleTrace(
                    rule.id(),
                    rule.name(),
                    true,
                    tried.outcome(),
                    condition,
                    tried.candidates(),
                    tried.note() == null ? cost : tried.note());
        }
        return new RuleTrace(
                rule.id(),
                rule.name(),
                false,
                Outcome.NO_MATCH,
                condition,
                List.of(),
                condition == null ? "switched off" : cost);
    }
}
