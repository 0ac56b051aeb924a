package io.leaddispatcher.adapter.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;

/**
 * What is left of each account's calls of the day, as HubSpot tells with its answers. It counts the
 * calls of all nodes and of other apps, which nobody here could.
 */
final class SpentDays {

    private static final String MAX = "X-HubSpot-RateLimit-Daily";
    private static final String REMAINING = "X-HubSpot-RateLimit-Daily-Remaining";

    /** One part in so many is kept for what cannot wait. */
    private static final int RESERVE = 10;

    /** Nobody calls in the background meanwhile, so that nothing newer may come. */
    private static final Duration TOLD_FOR = Duration.ofMinutes(10);

    private record Told(boolean nearlySpent, Instant at) {}

    private final Map<String, Told> told = new ConcurrentHashMap<>();

    void note(String owner, HttpHeaders headers, Instant now) {
        number(headers, MAX)
                .ifPresent(max ->
                        number(headers, REMAINING)
                                .ifPresent(remaining ->
                                        told.put(owner, new Told(remaining < max / RESERVE, now))));
    }

    boolean isNearlySpent(String owner, Instant now) {
        Told last = told.get(owner);
        return last != null && last.nearlySpent() && now.isBefore(last.at().plus(TOLD_FOR));
    }

    private static Optional<Long> number(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getFirst(name))
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,12}"))
                .map(Long::valueOf);
    }
}
