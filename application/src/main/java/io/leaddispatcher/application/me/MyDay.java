package io.leaddispatcher.application.me;

import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The day of a rep.
 *
 * @param against what speaks against new leads now; none: they come
 * @param zone by whose clocks the rep reads and says times
 * @param opensAt when work begins again; null while it goes on, or never does
 * @param hours the rep's own, by day, spelled as {@code 09:00-12:30}; empty: the team's hold
 * @param absences that go on or are to come, in order
 * @param leads the most urgent first
 * @param open how many leads the rep has or is offered
 * @param accepted today
 * @param medianToAccept of those that were accepted today; null when none was
 * @param queues of the rep's teams
 * @param colleagues who could stand in, names by key
 */
public record MyDay(
        String rep,
        String name,
        boolean paused,
        List<UnavailabilityReason> against,
        ZoneId zone,
        @Nullable Instant opensAt,
        Map<DayOfWeek, List<String>> hours,
        List<Absence> absences,
        List<MyLead> leads,
        long open,
        long accepted,
        @Nullable Duration medianToAccept,
        List<MyQueue> queues,
        Map<String, String> colleagues) {

    public MyDay {
        against = List.copyOf(against);
        hours = Map.copyOf(hours);
        absences = List.copyOf(absences);
        leads = List.copyOf(leads);
        queues = List.copyOf(queues);
        colleagues = Map.copyOf(colleagues);
    }

    /**
     * @param delegate name of who stands in; null: nobody
     * @param now whether it goes on
     */
    public record Absence(Instant from, Instant to, @Nullable String delegate, boolean now) {}

    /**
     * A lead that the rep is offered or has.
     *
     * @param name of the person; null when it is not known or may not be told
     * @param company likewise
     * @param detail by what else it is known
     * @param accepted whether the rep has accepted it; else it waits for an answer
     * @param broadcast offered to others, too
     * @param left until the offer lapses; null: it does not by itself
     * @param reach how to speak with them
     */
    public record MyLead(
            String id,
            String assignment,
            @Nullable String name,
            @Nullable String company,
            @Nullable String detail,
            boolean accepted,
            boolean broadcast,
            String priority,
            Instant since,
            @Nullable Duration left,
            Reachable reach) {}

    public record MyQueue(String key, String name, long waiting) {}
}
