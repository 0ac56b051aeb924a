package io.leaddispatcher.domain.waiting;

import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueType;
import java.time.Duration;
import java.time.Instant;

/**
 * In which order those who wait are served: the highest priority first, then who waits longest, and
 * nobody for ever. Each level of priority is worth a head start. So a lead counts one level higher
 * once it has waited that long, and it is passed only by leads that began to wait no later after it
 * than the levels between them are worth. The order of two leads never changes while both wait.
 *
 * <p>What was left after hours is served first at opening: it has the head start of all levels
 * together, so that nothing that waits elsewhere since then goes before it.
 *
 * @param ageing what a level is worth
 */
public record ServiceOrder(Duration ageing) {

    public static final ServiceOrder USUAL = new ServiceOrder(Duration.ofHours(4));

    private static final int LEVELS = Priority.values().length;

    public ServiceOrder {
        if (!ageing.isPositive()) {
            throw new IllegalArgumentException(
                    "what a level of priority is worth (%s) must be positive".formatted(ageing));
        }
    }

    /** By which those who wait are sorted, the earliest first. */
    public Instant turn(QueueType queue, Priority priority, Instant since) {
        return since.plus(lag(queue, priority));
    }

    /** How much later than it began to wait a lead stands in line; negative: earlier. */
    public Duration lag(QueueType queue, Priority priority) {
        int levels = below(priority) - (queue == QueueType.AFTER_HOURS ? LEVELS : 0);
        return ageing.multipliedBy(levels);
    }

    /** How many levels are above it. */
    private static int below(Priority priority) {
        return switch (priority) {
            case URGENT -> 0;
            case HIGH -> 1;
            case STANDARD -> 2;
            case LOW -> 3;
        };
    }
}
