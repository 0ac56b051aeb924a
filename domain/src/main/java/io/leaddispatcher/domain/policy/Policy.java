package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import io.leaddispatcher.domain.queue.QueueKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a lead: tiers of rules in order, and a fallback when none of them yields anybody.
 *
 * @param fallback the queue of what no rule takes; the lowest tier
 * @param offer for the rules that say nothing of their own
 * @param experiment other tiers for a part of the leads; null when there are none
 * @param review when a person has to look at a lead first; null: never
 */
public record Policy(
        List<Tier> tiers,
        QueueKey fallback,
        Reroute reroute,
        Offer offer,
        @Nullable Experiment experiment,
        @Nullable Review review) {

    public static final String SCHEMA = "lead-dispatcher/policy/v1";

    public Policy {
        tiers = List.copyOf(tiers);
    }

    /** The rules of the policy's own tiers, in the order in which they are tried. */
    public Stream<Rule> rules() {
        return tiers.stream().flatMap(tier -> tier.rules().stream());
    }

    /** These and the rules of its experiment; no two have one id. */
    public Stream<Rule> everyRule() {
        return Stream.concat(rules(), variant().stream().flatMap(Policy::rules));
    }

    public Optional<Rule> rule(String id) {
        return everyRule().filter(rule -> rule.id().equals(id)).findFirst();
    }

    public Offer offerOf(Rule rule) {
        return Optional.ofNullable(rule.offer()).orElse(offer);
    }

    /** The policy that its experiment tries. Empty when it has none. */
    public Optional<Policy> variant() {
        return Optional.ofNullable(experiment)
                .map(tried -> new Policy(tried.tiers(), fallback, reroute, offer, null, review));
    }

    /** The policy that a lead on this side of its experiment goes by. */
    public Policy on(@Nullable ExperimentSide side) {
        return side != null && side.side() == Side.VARIANT ? variant().orElse(this) : this;
    }

    /** Everything the policy names: what must stay while it is active. */
    public References references() {
        return References.of(this);
    }
}
