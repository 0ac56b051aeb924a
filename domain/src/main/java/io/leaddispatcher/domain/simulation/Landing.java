package io.leaddispatcher.domain.simulation;

import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead lands.
 *
 * @param rep null unless one rep gets it: of a broadcast nobody knows yet who
 * @param ruleId null when no rule took it
 */
public record Landing(
        Status status,
        @Nullable RepKey rep,
        @Nullable PoolKey pool,
        @Nullable QueueKey queue,
        @Nullable String ruleId,
        @Nullable String tier) {

    public enum Status {
        ASSIGNED,
        QUEUED,
        REJECTED
    }

    public static Landing of(Decision decision) {
        return switch (decision.result()) {
            case Result.Assigned assigned ->
                    new Landing(
                            Status.ASSIGNED,
                            assigned.broadcast() ? null : assigned.reps().getFirst(),
                            assigned.pool(),
                            null,
                            assigned.rule().id(),
                            assigned.tier());
            case Result.Queued queued ->
                    new Landing(
                            Status.QUEUED,
                            null,
                            null,
                            queued.queue(),
                            queued.rule() == null ? null : queued.rule().id(),
                            queued.tier());
            case Result.Rejected rejected ->
                    new Landing(
                            Status.REJECTED,
                            null,
                            null,
                            null,
                            rejected.rule().id(),
                            rejected.tier());
        };
    }
}
