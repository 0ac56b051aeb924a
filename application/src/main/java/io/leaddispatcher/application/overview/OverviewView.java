package io.leaddispatcher.application.overview;

import java.time.Duration;
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
 */
public record OverviewView(
        long arrivedToday,
        long queued,
        long unanswered,
        long deadDeliveries,
        @Nullable Duration medianToRep) {}
