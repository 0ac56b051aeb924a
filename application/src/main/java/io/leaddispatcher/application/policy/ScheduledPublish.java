package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.configuration.PolicyKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draft as it was when somebody said that it is to be published at some time.
 *
 * @param document what is published, whatever becomes of the draft meanwhile
 * @param expectedVersion the version that must be active then, 0 for none
 * @param at not before this instant of the database's clock
 * @param scheduledBy the label of the actor
 * @param end null while it waits
 */
public record ScheduledPublish(
        UUID id,
        PolicyKind kind,
        Map<String, ?> document,
        String comment,
        int expectedVersion,
        Instant at,
        String scheduledBy,
        Instant scheduledAt,
        @Nullable End end) {

    /** How many of a policy may wait at once. */
    public static final int MOST = 10;

    /** What became of it. */
    public sealed interface End {

        Instant at();

        record Published(Instant at, int version) implements End {}

        /**
         * It could not be published, and nothing else has changed.
         *
         * @param because a sentence
         */
        record Failed(Instant at, String because) implements End {}

        record Cancelled(Instant at) implements End {}
    }

    ScheduledPublish ended(End how) {
        return new ScheduledPublish(
                id, kind, document, comment, expectedVersion, at, scheduledBy, scheduledAt, how);
    }
}
