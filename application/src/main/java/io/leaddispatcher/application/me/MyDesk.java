package io.leaddispatcher.application.me;

import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.domain.roster.Capacity;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The day of a rep with all that has to be done in time.
 *
 * @param leads those of the day, by what is due next
 * @param tasks those that are open, by when they are due
 * @param done how many tasks were done today
 */
public record MyDesk(MyDay day, List<Work> leads, List<MyTask> tasks, long done, Room room) {

    public MyDesk {
        leads = List.copyOf(leads);
        tasks = List.copyOf(tasks);
    }

    /**
     * A lead with the clock that ends next.
     *
     * @param clock null when none runs
     */
    public record Work(MyLead lead, @Nullable MyClock clock) {}

    /** What has to happen with a lead, and by when. */
    public record MyClock(SlaTarget target, Instant dueAt, State state) {

        /** How it stands. */
        public enum State {
            RUNNING,
            OVERDUE,
            /** The customer's turn. */
            PAUSED
        }
    }

    /**
     * What is to be done next about a lead.
     *
     * @param name of the person; null when it is not known or may not be told
     * @param company likewise
     * @param overdue it should have been done by now
     * @param reach how to speak with them
     */
    public record MyTask(
            String id,
            String lead,
            String type,
            @Nullable String name,
            @Nullable String company,
            Instant dueAt,
            boolean overdue,
            Reachable reach) {}

    /** How much the rep carries, of how much they can. */
    public record Room(Capacity capacity, Workload load) {

        /** What stands in the way of one lead more. */
        public enum Limit {
            OPEN,
            DAY,
            HOUR
        }

        /** The limit that is reached; null while there is room. */
        public @Nullable Limit reached() {
            if (reached(capacity.open(), load.open())) {
                return Limit.OPEN;
            }
            if (reached(capacity.perDay(), load.today())) {
                return Limit.DAY;
            }
            return reached(capacity.perHour(), load.thisHour()) ? Limit.HOUR : null;
        }

        private static boolean reached(@Nullable Integer limit, int count) {
            return limit != null && count >= limit;
        }
    }
}
