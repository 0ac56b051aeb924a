package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.ExperimentKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something in a policy that is hardly meant so.
 *
 * @param pointer of the part of the policy that it is about
 * @param ruleId the rule that has the fault, if it is one rule's
 * @param otherRuleId the rule that stands in its way, if one does
 * @param said a sentence that names the rules as people do and says what to do
 * @param example the body of a lead that shows it; empty where no body can
 */
public record Finding(
        Type type,
        Severity severity,
        String pointer,
        @Nullable String ruleId,
        @Nullable String otherRuleId,
        @Nullable String poolKey,
        @Nullable String queueKey,
        Phrase said,
        Map<String, Object> example) {

    static final String NO_TERRITORY = "shadow.no-territory";

    public Finding {
        example = ImmutableMap.copyOf(example);
    }

    /** What is said, in English. */
    public String message() {
        return said.english();
    }

    /** Whether it is gone once the workspace has a territory. */
    public boolean lacksTerritories() {
        return lacksTerritories(said);
    }

    private static boolean lacksTerritories(Phrase phrase) {
        return phrase instanceof Phrase.Said said
                && (said.key().equals(NO_TERRITORY)
                        || said.parts().stream().anyMatch(Finding::lacksTerritories));
    }

    /** Of a rule of the policy's experiment, whose tiers are looked at like a policy's. */
    Finding inExperiment(ExperimentKey key) {
        return new Finding(
                type,
                severity,
                pointer.startsWith("/tiers") ? "/experiment" + pointer : pointer,
                ruleId,
                otherRuleId,
                poolKey,
                queueKey,
                Phrase.of("in-experiment", "In the experiment %s: %s", Phrase.name(key), said),
                example);
    }

    public enum Type {
        /** A rule that never gets a lead. */
        SHADOWED_RULE,
        /** Two rules that ask for the same leads and send them elsewhere. */
        OVERLAP,
        /** Leads that no rule asks for. */
        GAP,
        /** A pool in which nobody can have a lead. */
        DEAD_POOL,
        /** Hours in which nobody in a pool works. */
        UNCOVERED_HOURS,
        /** A value that no lead has. */
        UNKNOWN_VALUE,
        /** A step of an SLA policy at which nobody could be told. */
        UNREACHED_ESCALATION
    }

    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
