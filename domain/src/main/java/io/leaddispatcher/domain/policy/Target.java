package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;

/** Where a rule sends a lead. */
public sealed interface Target {

    /**
     * The rep who owns the matched account.
     *
     * @param parents whether the owner of the nearest account above takes it where the account has
     *     none who is still there
     */
    record AccountOwner(boolean parents) implements Target {}

    /** The rep who had this lead before. */
    record PreviousOwner() implements Target {}

    /** The rep who got the last lead of the same company, if that is no longer ago than this. */
    record SameCompany(Duration within) implements Target {

        /** So long at most. */
        static final Duration LONGEST = Duration.ofDays(90);
    }

    /** The rep in whose calendar the lead's meeting is, by the e-mail address of its host. */
    record MeetingHost() implements Target {}

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
