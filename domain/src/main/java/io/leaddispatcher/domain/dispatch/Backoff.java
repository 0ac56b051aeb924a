package io.leaddispatcher.domain.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed try: exponential, half of it at random, so that what failed
 * together does not come back together.
 *
 * @param maxTries how often one address is tried
 */
public record Backoff(Duration first, int factor, Duration cap, int maxTries) {

    /** Three quarters of an hour at a cap of a minute: longer than most outages of a peer. */
    static final int TRIES_OF_THE_ONLY_WAY = 60;

    private static final Backoff SLACK =
            new Backoff(Duration.ofSeconds(1), 3, Duration.ofMinutes(1), 5);
    private static final Backoff OTHER =
            new Backoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(10), 8);

    public Backoff {
        if (!first.isPositive() || factor < 1 || cap.compareTo(first) < 0 || maxTries < 1) {
            throw new IllegalArgumentException(
                    "backoff from %s by %d up to %s, %d tries"
                            .formatted(first, factor, cap, maxTries));
        }
    }

    public static Backoff of(Channel channel) {
        return channel == Channel.SLACK ? SLACK : OTHER;
    }

    /** The same for an address behind which no other way is left. */
    public Backoff ofTheOnlyWay() {
        return new Backoff(first, factor, cap, TRIES_OF_THE_ONLY_WAY);
    }

    /** The same for what is tried only so often. */
    Backoff ofTries(int most) {
        return new Backoff(first, factor, cap, most);
    }

    /** The wait after this many failed tries; empty when that was the last one. */
    public Optional<Duration> after(int failedTries, RandomGenerator random) {
        if (failedTries >= maxTries) {
            return Optional.empty();
        }
        long millis = first.toMillis();
        for (int i = 1; i < failedTries && millis < cap.toMillis(); i++) {
            millis *= factor;
        }
        long whole = Math.min(millis, cap.toMillis());
        return Optional.of(Duration.ofMillis(whole - random.nextLong(whole / 2 + 1)));
    }
}
