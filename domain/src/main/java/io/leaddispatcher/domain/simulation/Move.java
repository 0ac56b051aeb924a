package io.leaddispatcher.domain.simulation;

import io.leaddispatcher.domain.simulation.Landing.Status;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a lead would land elsewhere than it did.
 *
 * @param why in a sentence
 */
public record Move(Kind kind, String why) {

    public enum Kind {
        /** Somebody would have it who had not. */
        NOW_ASSIGNED,
        /** Nobody would have it any more. */
        NO_LONGER_ASSIGNED,
        /** Another rule would take it, and give it to somebody else. */
        OTHER_RULE,
        /** The same rule would take it, and give it to another pool or rep. */
        OTHER_TARGET,
        /** The same rule and pool would take it, and the turn would be somebody else's. */
        OTHER_TURN,
        OTHER_QUEUE,
        NOW_REJECTED,
        NO_LONGER_REJECTED
    }

    /** Empty when the lead lands where it did: with the same rep, or in the same queue. */
    public static Optional<Move> between(Landing then, Landing now) {
        if (then.status() != now.status()) {
            return Optional.of(otherwise(then, now));
        }
        return switch (now.status()) {
            case REJECTED -> Optional.empty();
            case QUEUED ->
                    Objects.equals(then.queue(), now.queue())
                            ? Optional.empty()
                            : Optional.of(
                                    new Move(
                                            Kind.OTHER_QUEUE,
                                            "it waits in queue '%s' instead of '%s'"
                                                    .formatted(now.queue(), then.queue())));
            case ASSIGNED -> betweenReps(then, now);
        };
    }

    private static Optional<Move> betweenReps(Landing then, Landing now) {
        if (Objects.equals(then.rep(), now.rep())
                && (now.rep() != null || Objects.equals(then.pool(), now.pool()))) {
            return Optional.empty();
        }
        if (Objects.equals(then.ruleId(), now.ruleId())) {
            return Optional.of(
                    now.pool() != null && now.pool().equals(then.pool())
                            ? new Move(
                                    Kind.OTHER_TURN,
                                    "rule '%s' takes it as before, and the turn of its pool falls to %s instead of %s"
                                            .formatted(now.ruleId(), taker(now), taker(then)))
                            : new Move(
                                    Kind.OTHER_TARGET,
                                    "rule '%s' takes it as before, and gives it to %s instead of %s"
                                            .formatted(now.ruleId(), taker(now), taker(then))));
        }
        return Optional.of(
                new Move(
                        Kind.OTHER_RULE,
                        "rule '%s' takes it instead of %s, and gives it to %s instead of %s"
                                .formatted(
                                        now.ruleId(),
                                        rule(then.ruleId()),
                                        taker(now),
                                        taker(then))));
    }

    private static Move otherwise(Landing then, Landing now) {
        if (now.status() == Status.REJECTED) {
            return new Move(Kind.NOW_REJECTED, "rule '%s' rejects it".formatted(now.ruleId()));
        }
        if (then.status() == Status.REJECTED) {
            return new Move(
                    Kind.NO_LONGER_REJECTED,
                    "it is not rejected any more: it goes to " + place(now));
        }
        return now.status() == Status.ASSIGNED
                ? new Move(
                        Kind.NOW_ASSIGNED,
                        "rule '%s' gives it to %s; it waited in queue '%s'"
                                .formatted(now.ruleId(), taker(now), then.queue()))
                : new Move(
                        Kind.NO_LONGER_ASSIGNED,
                        "nobody takes it: it waits in queue '%s'; it went to %s"
                                .formatted(now.queue(), taker(then)));
    }

    private static String place(Landing landing) {
        return landing.status() == Status.QUEUED
                ? "queue '%s'".formatted(landing.queue())
                : taker(landing);
    }

    private static String taker(Landing landing) {
        return landing.rep() == null
                ? "pool '%s', whoever accepts first".formatted(landing.pool())
                : "'%s'".formatted(landing.rep());
    }

    private static String rule(@Nullable String id) {
        return id == null ? "none" : "'%s'".formatted(id);
    }
}
