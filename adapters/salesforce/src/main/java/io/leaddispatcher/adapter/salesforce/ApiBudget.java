package io.leaddispatcher.adapter.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many of an organisation's API calls of the last 24 hours are used, as Salesforce says with
 * each answer. From 80 % on calls take turns, and what can wait stops at 95 %. Thread-safe.
 */
final class ApiBudget {

    private static final Pattern USAGE =
            Pattern.compile("(?:^|[,; ])api-usage=([0-9]{1,9})/([0-9]{1,9})");
    private static final double SLOW = 0.80;
    private static final double SPENT = 0.95;
    private static final Duration SLOW_TURN = Duration.ofMillis(500);
    private static final Duration SPENT_TURN = Duration.ofSeconds(2);

    /** One call of what can wait finds out whether there is more again. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private double used;
    private Instant due = Instant.MIN;
    private Instant nextLook = Instant.MIN;

    /**
     * @param header {@code Sforce-Limit-Info}, such as {@code api-usage=1234/15000}
     */
    synchronized void told(@Nullable String header) {
        if (header == null) {
            return;
        }
        Matcher usage = USAGE.matcher(header);
        if (usage.find()) {
            int limit = Integer.parseInt(usage.group(2));
            used = limit == 0 ? 1 : (double) Integer.parseInt(usage.group(1)) / limit;
        }
    }

    /** The calls are used up: Salesforce has refused one. */
    synchronized void spent() {
        used = Math.max(used, 1);
    }

    /** Whether a call that can wait may be made. */
    synchronized boolean leavesRoom(Instant now) {
        if (used < SPENT) {
            return true;
        }
        if (now.isBefore(nextLook)) {
            return false;
        }
        nextLook = now.plus(LOOK_AGAIN);
        return true;
    }

    /** How long the next turn is away, without taking it. */
    synchronized Duration ahead(Instant now) {
        return used < SLOW || due.isBefore(now) ? Duration.ZERO : Duration.between(now, due);
    }

    /** Takes the next turn, and says how long to wait for it. */
    synchronized Duration next(Instant now) {
        if (used < SLOW) {
            return Duration.ZERO;
        }
        Instant turn = due.isBefore(now) ? now : due;
        due = turn.plus(used < SPENT ? SLOW_TURN : SPENT_TURN);
        return Duration.between(now, turn);
    }
}
