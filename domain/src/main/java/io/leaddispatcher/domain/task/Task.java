package io.leaddispatcher.domain.task;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Schedule;
import java.time.Instant;
import java.util.UUID;

/**
 * What a rep is to do next about a lead.
 *
 * @param assignment by which the rep has the lead; the task ends with it
 */
public record Task(
        UUID id, LeadId lead, UUID assignment, RepKey rep, NextAction.Task type, Instant dueAt) {

    /**
     * When something is due that a rep has so long for: after as much working time, so that what
     * comes in at night is due in the morning, and what is to be done at once as soon as the rep
     * works. Somebody who works at no time within ten years has the time of the calendar.
     *
     * @param hours those of the rep
     */
    public static Instant dueAt(NextAction action, Schedule hours, Instant from) {
        return (action.dueIn().isZero()
                        ? hours.nextOpening(from)
                        : hours.plus(from, action.dueIn()))
                .orElseGet(() -> from.plus(action.dueIn()));
    }
}
