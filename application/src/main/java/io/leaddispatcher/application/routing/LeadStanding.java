package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.Optional;

/** What the policy of its kind says now of a lead that is where it is. */
public record LeadStanding(LeadFile file, RoutingConfiguration configuration) {

    /** By which its kind is routed. */
    public Optional<Policy> policy() {
        return configuration.policy(file.lead().kind()).map(PublishedPolicy::policy);
    }

    /** The rule by which it is where it is, if the policy still has it. */
    Optional<Rule> terms() {
        String rule = file.placement().ruleId();
        return rule == null ? Optional.empty() : policy().flatMap(policy -> policy.rule(rule));
    }

    /** Where a lead of its rule waits that nobody has. */
    public QueueKey queueOfItsRule() {
        return terms().flatMap(Rule::queue).orElseGet(this::fallback);
    }

    /** Where it waits when nothing else is said. */
    public QueueKey fallback() {
        return policy().map(Policy::fallback).orElse(QueueKey.FALLBACK);
    }

    /** How its rule offers it. */
    public Offer offer() {
        return terms().flatMap(rule -> policy().map(policy -> policy.offerOf(rule)))
                .orElse(Offer.DEFAULT);
    }

    Priority priority() {
        Priority priority = file.placement().priority();
        return priority == null ? Priority.STANDARD : priority;
    }
}
