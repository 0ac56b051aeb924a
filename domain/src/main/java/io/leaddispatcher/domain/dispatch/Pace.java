package io.leaddispatcher.domain.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fast one address may be written to: a steady rate with a short burst (the generic cell rate
 * algorithm). Its whole memory is one instant, so that all nodes can share it in a row.
 */
public record Pace(Duration interval, int burst) {

    // Slack takes 1 message a second per channel, and short bursts.
    private static final Pace SLACK = new Pace(Duration.ofSeconds(1), 3);

    // Slack takes some fifty changes of messages a minute, whatever channel they are in.
    private static final Pace SLACK_CHANGES = new Pace(Duration.ofMillis(1_200), 10);

    /**
     * A place in the row.
     *
     * @param at when the message may leave
     * @param next the memory to keep for the one after
     */
    public record Turn(Instant at, Instant next) {}

    /** Empty when nothing sets a pace for it. */
    public static Optional<Pace> of(Address.Kind kind) {
        return switch (kind) {
            case SLACK_USER, SLACK_USER_BY_EMAIL, SLACK_CHANNEL -> Optional.of(SLACK);
            case SLACK_CARD -> Optional.of(SLACK_CHANGES);
            case EMAIL, PUSH_REP, CRM_CONNECTION, WEBHOOK_SUBSCRIPTION -> Optional.empty();
        };
    }

    /** The memory of an address to which as much was sent until this time as may be at once. */
    public Instant spent(Instant until) {
        return until.plus(interval.multipliedBy(burst - 1L));
    }

    public Turn take(@Nullable Instant memory, Instant now) {
        Instant arrival = memory == null || memory.isBefore(now) ? now : memory;
        Instant earliest = arrival.minus(interval.multipliedBy(burst - 1L));
        return new Turn(earliest.isBefore(now) ? now : earliest, arrival.plus(interval));
    }
}
