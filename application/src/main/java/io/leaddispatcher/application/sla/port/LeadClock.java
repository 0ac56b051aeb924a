package io.leaddispatcher.application.sla.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.SlaClock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock of a lead.
 *
 * @param assignment by which somebody has the lead, or was asked first; null while it waits
 * @param rep whose hours it goes by; null while the lead waits
 * @param acts how often somebody has done something about the lead since it began
 */
public record LeadClock(
        UUID id,
        LeadId lead,
        @Nullable UUID assignment,
        @Nullable RepKey rep,
        int acts,
        SlaClock clock) {

    public LeadClock with(SlaClock next) {
        return new LeadClock(id, lead, assignment, rep, acts, next);
    }

    /** As somebody's. */
    public LeadClock of(@Nullable UUID other, @Nullable RepKey holder) {
        return new LeadClock(id, lead, other, holder, acts, clock);
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
        return new LeadClock(
                id, lead, assignment, rep, acts + 1, acts + 1 >= needed ? clock.met(at) : clock);
    }
}
