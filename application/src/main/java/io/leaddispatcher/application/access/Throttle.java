package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.LoginFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes whoever guesses wait, longer and longer, by account and by address. Never for good: nobody
 * can lock another one out.
 */
public final class Throttle {

    private static final int TRIES_PER_ACCOUNT = 10;
    private static final int TRIES_PER_ADDRESS = 100;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final LoginFailures failures;
    private final InstantSource clock;

    public Throttle(LoginFailures failures, InstantSource clock) {
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Who tries.
     *
     * @param account what is guessed at: an e-mail as typed, or the name of something else
     * @param address where the request came from
     */
    public record Subjects(String account, String address) {
        String accountKey() {
            return "account:"
                    + HexFormat.of().formatHex(TokenHash.of(EmailAddress.normalise(account)));
        }

        String addressKey() {
            return "address:" + address;
        }
    }

    /** Empty when they may try now. */
    public Mono<Duration> waitFor(Subjects subjects) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return failures.counts(List.of(subjects.accountKey(), subjects.addressKey()))
                    .collectMap(LoginFailures.Count::subject)
                    .mapNotNull(counts -> longest(counts, subjects, now));
        });
    }

    public Mono<Void> failed(Subjects subjects) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return failures.record(subjects.accountKey(), now)
                    .then(failures.record(subjects.addressKey(), now));
        });
    }

    /** The account's count starts anew; the address's does not: it may guess at many accounts. */
    public Mono<Void> succeeded(Subjects subjects) {
        return failures.clear(subjects.accountKey());
    }

    private static @Nullable Duration longest(
            Map<String, LoginFailures.Count> counts, Subjects subjects, Instant now) {
        Duration account = remaining(counts.get(subjects.accountKey()), TRIES_PER_ACCOUNT, now);
        Duration address = remaining(counts.get(subjects.addressKey()), TRIES_PER_ADDRESS, now);
        Duration longest = account.compareTo(address) > 0 ? account : address;
        return longest.isPositive() ? longest : null;
    }

    /**
     * The delay doubles with each failure past the free tries: 30 s, 1 min, 2 min … up to the
     * longest.
     */
    private static Duration remaining(LoginFailures.@Nullable Count count, int free, Instant now) {
        if (count == null || count.failures() < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(count.failures() - free, 10);
        Duration delay = Duration.ofSeconds(30L << doublings);
        Duration capped = delay.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : delay;
        return Duration.between(now, count.lastFailedAt().plus(capped));
    }
}
