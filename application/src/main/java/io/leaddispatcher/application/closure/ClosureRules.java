package io.leaddispatcher.application.closure;

import java.time.Duration;

/**
 * What the operator of the installation has set.
 *
 * @param grace how long a closed workspace waits before it is deleted
 */
public record ClosureRules(Duration grace) {

    public ClosureRules {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace (%s) must not be negative".formatted(grace));
        }
    }
}
