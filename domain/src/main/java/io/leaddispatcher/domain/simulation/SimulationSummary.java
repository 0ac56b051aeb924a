package io.leaddispatcher.domain.simulation;

import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.LocalDate;
import java.util.Map;

/**
 * What leads would have come to, counted.
 *
 * @param leads those that were decided
 * @param unreadable those that could not be
 * @param moved of the leads that are real, those that would have landed elsewhere
 * @param perRep how many each would have got
 * @param perDay likewise by the day, in the workspace's zone; earliest first
 * @param perQueue how many would wait where
 * @param moves how many moved and why
 */
public record SimulationSummary(
        int leads,
        int unreadable,
        int assigned,
        int queued,
        int rejected,
        int moved,
        Map<RepKey, Integer> perRep,
        Map<LocalDate, Map<RepKey, Integer>> perDay,
        Map<QueueKey, Integer> perQueue,
        Map<Move.Kind, Integer> moves) {}
