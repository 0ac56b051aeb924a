package io.leaddispatcher.domain.waiting;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.policy.Policy;
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
}
