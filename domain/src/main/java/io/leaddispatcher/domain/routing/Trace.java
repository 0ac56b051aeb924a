package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.policy.ConditionTrace;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Explanation.Direct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a lead landed where it did: every rule up to the one that won, what each condition saw, and
 * why each candidate was taken or left out.
 *
 * @param accountMatch null when the lead matched no account
 * @param fallback why the fallback took it; null when a rule did
 * @param experiment on which side of the policy's experiment the lead was; null when it had none
 * @param conflict why no rule was looked at; null when nothing contradicts itself
 * @param direct who gave the lead away past the rules; null when they decided
 */
public record Trace(
        int policyVersion,
        List<TierTrace> tiers,
        @Nullable AccountMatch accountMatch,
        @Nullable String fallback,
        @Nullable ExperimentSide experiment,
        @Nullable Conflict conflict,
        @Nullable Direct direct) {

    public Trace {
        tiers = List.copyOf(tiers);
    }

    public record TierTrace(String name, List<RuleTrace> rules) {
        public TierTrace {
            rules = List.copyOf(rules);
        }
    }

    /**
     * What became of a rule. {@code NOBODY_AVAILABLE} also where the rule then says in which queue
     * the lead waits: only a target that takes the lead wins.
     */
    public enum Outcome {
        NO_MATCH,
        NOBODY_AVAILABLE,
        WON
    }

    /**
     * One rule that was looked at.
     *
     * @param condition null for a rule that is switched off, whose condition was not looked at
     * @param note what else there is to say, in words
     */
    public record RuleTrace(
            String id,
            String name,
            boolean matched,
            Outcome outcome,
            @Nullable ConditionTrace condition,
            List<CandidateTrace> candidates,
            @Nullable String note) {
        public RuleTrace {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * One rep who came into question.
     *
     * @param rep a key; of an account's owner also one that no rep has
     * @param because why the chosen one was chosen
     */
    public record CandidateTrace(
            String rep,
            List<UnavailabilityReason> reasons,
            boolean chosen,
            @Nullable String because) {

        /** Why, of each of those who are asked at once. */
        public static final String ASKED =
                "asked with everybody of the pool: the first to accept gets it";

        public CandidateTrace {
            reasons = List.copyOf(reasons);
        }

        /** An owner whom no rep's key names. */
        static CandidateTrace unknown(String owner) {
            return new CandidateTrace(
                    owner, List.of(UnavailabilityReason.OWNER_UNKNOWN), false, null);
        }

        /** Whether there were some, and capacity speaks against each of them. */
        static boolean allAtCapacity(List<CandidateTrace> candidates) {
            return !candidates.isEmpty()
                    && candidates.stream()
                            .allMatch(one ->
                                    one.reasons().contains(UnavailabilityReason.AT_CAPACITY));
        }

        boolean eligible() {
            return reasons.isEmpty();
        }

        CandidateTrace chosenBecause(String why) {
            return new CandidateTrace(rep, reasons, true, why);
        }
    }

    /** The document of the API. */
    public Map<String, @Nullable Object> toDocument() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("policyVersion", policyVersion);
        if (experiment != null) {
            document.put("experiment", experiment.toDocument());
        }
        if (accountMatch != null) {
            document.put("accountMatch", accountMatch(accountMatch));
        }
        List<Map<String, @Nullable Object>> shownTiers = new ArrayList<>();
        for (TierTrace tier : tiers) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("name", tier.name());
            shown.put("rules", tier.rules().stream().map(Trace::rule).toList());
            shownTiers.add(shown);
        }
        document.put("tiers", shownTiers);
        if (fallback != null) {
            document.put("fallback", fallback);
        }
        if (conflict != null) {
            document.put("conflict", conflict(conflict));
        }
        if (direct != null) {
            document.put("direct", direct(direct));
        }
        return document;
    }

    static Map<String, Object> conflict(Conflict conflict) {
        return Map.of(
                "type", conflict.type().name(),
                "candidates", conflict.candidates(),
                "why", conflict.why());
    }

    private static Map<String, Object> direct(Direct direct) {
        return Map.of(
                "why",
                direct.why(),
                "candidates",
                direct.candidates().stream().map(Trace::candidate).toList());
    }

    static Map<String, Object> accountMatch(AccountMatch match) {
        return Map.of(
                "key", match.account().value(),
                "evidence", match.evidence().word(),
                "confidence", match.confidence());
    }

    private static Map<String, @Nullable Object> rule(RuleTrace rule) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", rule.id());
        shown.put("name", rule.name());
        shown.put("matched", rule.matched());
        shown.put("outcome", rule.outcome().name());
        if (rule.condition() != null) {
            shown.put("condition", rule.condition().toDocument());
        }
        shown.put("candidates", rule.candidates().stream().map(Trace::candidate).toList());
        if (rule.note() != null) {
            shown.put("note", rule.note());
        }
        return shown;
    }

    static Map<String, @Nullable Object> candidate(CandidateTrace candidate) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("rep", candidate.rep());
        shown.put("eligible", candidate.eligible());
        if (!candidate.reasons().isEmpty()) {
            shown.put("reasons", candidate.reasons().stream().map(Enum::name).toList());
        }
        if (candidate.chosen()) {
            shown.put("chosen", true);
            shown.put("because", candidate.because());
        }
        return shown;
    }
}
