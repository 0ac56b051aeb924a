package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;

/** Where a rule sends a lead. */
public sealed interface Target {

    /** The rep who owns the matched account. */
    record AccountOwner() implements Target {}

    /** The rep who had this lead before. */
    record PreviousOwner() implements Target {}

    record Rep(RepKey rep) implements Target {}

    record Pool(PoolKey pool) implements Target {}

    record Queue(QueueKey queue) implements Target {}

    /** Passed on to others, who take it from a queue. */
    record Handoff(HandoffType type, QueueKey queue) implements Target {}

    /** Not worked on. */
    record Reject(String reason) implements Target {}

    /** To whom a lead is passed on. */
    enum HandoffType {
        SALES,
        SUPPORT,
        NURTURE,
        PARTNER
    }
}
