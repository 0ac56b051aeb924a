package io.leaddispatcher.domain.policy;

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
 * @param review when a person has to look at a lead first; null: never
 */
public record Policy(
        List<Tier> tiers,
        QueueKey fallback,
        Reroute reroute,
        Offer offer,
        @Nullable Review review) {

    public static final String SCHEMA = "lead-dispatcher/policy/v1";

    public Policy {
        tiers = List.copyOf(tiers);
    }

    /** All rules in the order in which they are tried. */
    public Stream<Rule> rules() {
        return tiers.stream().flatMap(tier -> tier.rules().stream());
    }

    public Optional<Rule> rule(String id) {
        return rules().filter(rule -> rule.id().equals(id)).findFirst();
    }

    public Offer offerOf(Rule rule) {
        return Optional.ofNullable(rule.offer()).orElse(offer);
    }

    /** Everything the policy names: what must stay while it is active. */
    public References references() {
        return References.of(this);
    }
}
