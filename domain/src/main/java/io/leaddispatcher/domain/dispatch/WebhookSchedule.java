package io.leaddispatcher.domain.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When an event is sent again that an endpoint did not take: for three days, ever more rarely. */
final class WebhookSchedule {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24));

    private static final int JITTER_PART = 10;

    private WebhookSchedule() {}

    /**
     * The wait after this many failed tries; empty when that was the last one.
     *
     * @param asked how long the endpoint asked to be left alone; it cannot ask for more than the
     *     step after
     */
    static Optional<Duration> after(
            int failedTries, @Nullable Duration asked, RandomGenerator random) {
        if (failedTries > WAITS.size()) {
            return Optional.empty();
        }
        Duration step = WAITS.get(failedTries - 1);
        Duration most = WAITS.get(Math.min(failedTries, WAITS.size() - 1));
        Duration wait = step;
        if (asked != null && asked.compareTo(step) > 0) {
            wait = asked.compareTo(most) < 0 ? asked : most;
        }
        long spread = Math.max(1, wait.toMillis() / JITTER_PART);
        return Optional.of(wait.plusMillis(random.nextLong(spread)));
    }
}
