package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.LoginFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** What somebody hears who asks to try. */
    public sealed interface Turn {
        /**
         * They may. It counts as failed until it has succeeded.
         *
         * @param before when the address had failed before, or {@code at} when it had not
         */
        record Granted(Subjects subjects, Instant at, Instant before) implements Turn {}

        record Later(Duration delay) implements Turn {}
    }

    /**
     * Counts the try before it is known what becomes of it: of many at once no more are granted
     * than one after the other.
     */
    public Mono<Turn> take(Subjects subjects) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return failures.recordIf(
                            List.of(subjects.accountKey(), subjects.addressKey()),
                            now,
                            counts -> longest(bySubject(counts), subjects, now) == null)
                    .map(counts -> turn(bySubject(counts), subjects, now));
        });
    }

    private static Turn turn(
            Map<String, LoginFailures.Count> counts, Subjects subjects, Instant now) {
        Duration wait = longest(counts, subjects, now);
        var address = counts.get(subjects.addressKey());
        return wait == null
                ? new Turn.Granted(subjects, now, address == null ? now : address.lastFailedAt())
                : new Turn.Later(wait);
    }

    private static Map<String, LoginFailures.Count> bySubject(List<LoginFailures.Count> counts) {
        return counts.stream()
                .collect(Collectors.toMap(LoginFailures.Count::subject, Function.identity()));
    }

    /** As {@link #succeeded(Subjects)}: the address is left as it was before this try. */
    public Mono<Void> succeeded(Turn.Granted turn) {
        return succeeded(turn.subjects())
                .then(failures.takeBack(turn.subjects().addressKey(), turn.at(), turn.before()));
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
