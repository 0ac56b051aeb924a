package io.leaddispatcher.application.sla.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.SlaClock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock of a lead.
 *
 * @param place where the lead is, which says by whose hours the clock goes
 * @param acts how often somebody has done something about the lead since it began
 */
public record LeadClock(UUID id, LeadId lead, Place place, int acts, SlaClock clock) {

    /** Where a lead is whose clock goes. */
    public sealed interface Place {

        /**
         * With somebody.
         *
         * @param assignment by which the rep has the lead, or was asked first
         */
        record With(UUID assignment, RepKey rep) implements Place {}

        /**
         * It waits.
         *
         * @param queue in which the lead is; null: in none any more
         */
        record Waiting(@Nullable QueueKey queue) implements Place {}
    }

    /** Whether the lead waits. */
    public boolean waits() {
        return switch (place) {
            case Place.With _ -> false;
            case Place.Waiting _ -> true;
        };
    }

    public LeadClock with(SlaClock next) {
        return new LeadClock(id, lead, place, acts, next);
    }

    /** Of a lead that is elsewhere by now. */
    public LeadClock at(Place other) {
        return new LeadClock(id, lead, other, acts, clock);
    }

    /** After somebody has done one thing more: it is met once enough was done. */
    public LeadClock acted(Instant at) {
        int needed =
                switch (clock.target()) {
                    // To be told and to accept are no acts.
                    case DISPATCHED, ACCEPTED -> Integer.MAX_VALUE;
                    case FIRST_ACTION -> 1;
                    case FOLLOW_UP -> 2;
                };
        return new LeadClock(id, lead, place, acts + 1, acts + 1 >= needed ? clock.met(at) : clock);
    }
}
