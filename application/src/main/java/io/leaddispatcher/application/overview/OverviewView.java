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
 * @param unanswered offers that nobody has accepted yet
 * @param deadDeliveries messages that will not be tried again
 * @param medianToRep from arrival to the first message delivered, of today's leads; null when there
 *     was none
 * @param queues where they wait, the longest wait first
 * @param oldestOffer when the oldest of the unanswered offers was made; null when there is none
 */
public record OverviewView(
        long arrivedToday,
        long queued,
        long unanswered,
        long deadDeliveries,
        @Nullable Duration medianToRep,
        List<WaitingQueue> queues,
        @Nullable Instant oldestOffer) {

    public OverviewView {
        queues = List.copyOf(queues);
    }

    /**
     * A queue with somebody in it.
     *
     * @param oldest when the lead that waits longest arrived
     */
    public record WaitingQueue(String key, String name, long leads, Instant oldest) {}
}
