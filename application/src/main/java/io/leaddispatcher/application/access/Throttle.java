package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.LoginFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * @param address where the request came from, counted by its network
     */
    public record Subjects(String account, String address) {

        /**
         * @param realm what is done, when it is counted apart from all else that comes from there
         */
        public static Subjects of(String account, String realm, String address) {
            return new Subjects(account, realm + ":" + ClientNetwork.of(address));
        }

        String accountKey() {
            return "account:"
                    + HexFormat.of().formatHex(TokenHash.of(EmailAddress.normalise(account)));
        }

        String addressKey() {
            return "address:" + ClientNetwork.of(address);
        }
    }

    /**
     * A try that was let through.
     *
     * @param before when the address had failed before, or {@code at} when it had not
     */
    private record Turn(Subjects subjects, Instant at, Instant before) {}

    /**
     * Lets somebody try, if they may now. A try that answers has succeeded; one that comes to
     * nothing has failed.
     *
     * @param later the answer to whoever has to wait
     */
    public <T> Mono<T> attempt(
            Subjects subjects, Function<Duration, T> later, Supplier<Mono<T>> attempt) {
        return take(
                subjects,
                later,
                turn -> attempt.get().flatMap(done -> succeeded(turn).thenReturn(done)));
    }

    /** Lets somebody do what counts against them however it ends, if they may now. */
    public <T> Mono<T> count(
            Subjects subjects, Function<Duration, T> later, Supplier<Mono<T>> act) {
        return take(subjects, later, _ -> act.get());
    }

    /**
     * Counts the try as failed before it is known what becomes of it: of many at once no more are
     * let through than one after the other.
     */
    private <T> Mono<T> take(
            Subjects subjects, Function<Duration, T> later, Function<Turn, Mono<T>> granted) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return failures.recordIf(
                            List.of(subjects.accountKey(), subjects.addressKey()),
                            now,
                            counts -> wait(bySubject(counts), subjects, now) == null)
                    .map(Throttle::bySubject)
                    .flatMap(counts -> {
                        Duration wait = wait(counts, subjects, now);
                        return wait == null
                                ? granted.apply(turn(counts, subjects, now))
                                : Mono.just(later.apply(wait));
                    });
        });
    }

    private static Turn turn(
            Map<String, LoginFailures.Count> counts, Subjects subjects, Instant now) {
        var address = counts.get(subjects.addressKey());
        return new Turn(subjects, now, address == null ? now : address.lastFailedAt());
    }

    private static Map<String, LoginFailures.Count> bySubject(List<LoginFailures.Count> counts) {
        return counts.stream()
                .collect(Collectors.toMap(LoginFailures.Count::subject, Function.identity()));
    }

    /**
     * The account's count starts anew; the address's is left as it was before this try, for it may
     * guess at many accounts.
     */
    private Mono<Void> succeeded(Turn turn) {
        return failures.clear(turn.subjects().accountKey())
                .then(failures.takeBack(turn.subjects().addressKey(), turn.at(), turn.before()));
    }

    /** Null when they may try now. */
    private static @Nullable Duration wait(
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
