package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.Experiment;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.compiled.CompiledPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A policy in force, made ready, with the number under which runs remember it.
 *
 * @param policy as it was published, with its experiment
 * @param asked what its conditions ask for on both sides
 * @param compiled its own tiers
 * @param variant the tiers of its experiment; null when it has none
 */
public record PublishedPolicy(
        int version,
        Policy policy,
        AskedFields asked,
        CompiledPolicy compiled,
        @Nullable CompiledPolicy variant) {

    public static PublishedPolicy of(int version, Policy policy) {
        return new PublishedPolicy(
                version,
                policy,
                AskedFields.of(policy),
                CompiledPolicy.of(policy),
                policy.variant().map(CompiledPolicy::of).orElse(null));
    }

    /**
     * On which side of its experiment a lead is; null when it has none. Where it was once it stays,
     * whatever has become known of its company and however the share has changed.
     */
    @Nullable ExperimentSide sideOf(LeadContext lead) {
        Experiment experiment = policy.experiment();
        if (experiment == null) {
            return null;
        }
        ExperimentSide kept = lead.side();
        return kept != null && kept.experiment().equals(experiment.key())
                ? kept
                : experiment.sideOf(CompanyOfLead.of(lead));
    }

    CompiledPolicy compiledOn(@Nullable ExperimentSide side) {
        return variant != null && side != null && side.side() == ExperimentSide.Side.VARIANT
                ? variant
                : compiled;
    }

    /** The policy that a lead goes by: on the variant's side, with the experiment's tiers. */
    public Policy policyOf(LeadContext lead) {
        return policy.on(sideOf(lead));
    }
}
