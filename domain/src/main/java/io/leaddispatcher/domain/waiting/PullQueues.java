package io.leaddispatcher.domain.waiting;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** From which queues leads are routed again as soon as somebody is there for them. */
public final class PullQueues {

    private PullQueues() {}

    /**
     * Those that say so, and those in which a rule leaves what finds nobody.
     *
     * @param policies those in force
     */
    public static Set<QueueKey> of(Collection<Queue> queues, Collection<Policy> policies) {
        return Stream.concat(
                        queues.stream().filter(Queue::pull).map(Queue::key),
                        policies.stream()
                                .flatMap(Policy::everyRule)
                                .filter(rule -> !rule.disabled())
                                .flatMap(rule -> rule.queue().stream()))
                .collect(ImmutableSet.toImmutableSet());
    }

    /**
     * Those in which leads wait for the next ring of their rule, for as long as the rings before it
     * are tried. Other leads may lie there, too.
     *
     * @param policies those in force
     */
    public static Set<QueueKey> ofRings(Collection<Policy> policies) {
        return policies.stream()
                .flatMap(policy -> Stream.concat(Stream.of(policy), policy.variant().stream()))
                .filter(policy -> policy.rules().anyMatch(PullQueues::waitsInTheFallback))
                .map(Policy::fallback)
                .collect(ImmutableSet.toImmutableSet());
    }

    private static boolean waitsInTheFallback(Rule rule) {
        return !rule.disabled()
                && rule.queue().isEmpty()
                && rule.rings().stream().anyMatch(ring -> ring.waits().isPositive());
    }
}
