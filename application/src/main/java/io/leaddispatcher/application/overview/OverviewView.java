package io.leaddispatcher.application.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the workspace stands, as far as the caller may see it.
 *
 * @param arrivedToday leads since midnight in the workspace's zone
 * @param queued leads that wait in a queue
 * @param unanswered leads that are offered and that nobody has accepted yet
 * @param oldestOffer when the oldest of those offers was made; null when there is none
 * @param deadDeliveries messages that will not be tried again
 * @param oldestDead when the first of them was given up; null when there is none
 * @param medianToRep from arrival to the first message delivered, of today's leads; null when there
 *     was none
 * @param queues where they wait, the longest wait first
 * @param late what the clocks say
 * @param contested leads that others have made somebody else's in a CRM
 * @param publishes drafts that are to be published, and those that could not be of late
 */
public record OverviewView(
        long arrivedToday,
        long queued,
        long unanswered,
        @Nullable Instant oldestOffer,
        long deadDeliveries,
        @Nullable Instant oldestDead,
        @Nullable Duration medianToRep,
        List<WaitingQueue> queues,
        Late late,
        Contested contested,
        List<Publish> publishes) {

    public OverviewView {
        queues = List.copyOf(queues);
        publishes = List.copyOf(publishes);
    }

    /**
     * A queue with somebody in it.
     *
     * @param oldest when the lead that waits longest arrived
     */
    public record WaitingQueue(String key, String name, long leads, Instant oldest) {}

    /**
     * Leads whose time is over, or nearly.
     *
     * @param breached leads with a target that was missed and is not met yet
     * @param since when the first of them should have been met; null when there is none
     * @param soon leads with a target whose time is nearly over
     * @param next when the first of them ends; null when there is none
     */
    public record Late(long breached, @Nullable Instant since, long soon, @Nullable Instant next) {}

    /**
     * Leads of which somebody else was made the owner in a CRM right after they were given to
     * somebody.
     *
     * @param since when the first of them was; null when there is none
     */
    public record Contested(long leads, @Nullable Instant since) {}

    /**
     * A draft with a date.
     *
     * @param kind of the policy
     * @param at when it is published; when it has failed, since when
     */
    public record Publish(String kind, Instant at, boolean failed) {}

    OverviewView with(List<Publish> planned) {
        return new OverviewView(
                arrivedToday,
                queued,
                unanswered,
                oldestOffer,
                deadDeliveries,
                oldestDead,
                medianToRep,
                queues,
                late,
                contested,
                planned);
    }
}
