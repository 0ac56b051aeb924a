package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one lead.
 *
 * @param explanation how it came about
 * @param state what the next decision goes on from
 * @param ledgerRows what the pool's ledger notes of it, in order
 */
public record Decision(
        Result result, Explanation explanation, RoutingState state, List<LedgerRow> ledgerRows) {

    public Decision {
        ledgerRows = List.copyOf(ledgerRows);
    }

    /** 0 when the workspace has no policy of this kind. */
    public int policyVersion() {
        return explanation.version();
    }

    /**
     * Whether it waits because nobody is there for it, and nobody is to join whom its rule waits
     * for.
     */
    public boolean foundNobody() {
        return result instanceof Result.Queued queued
                && queued.handoff() == null
                && queued.nextRingAt() == null
                && explanation.endsWithNobody();
    }

    /**
     * The same for a lead that was made more urgent than its rule says.
     *
     * @param raise how urgent it is at least; null when nobody has raised it
     */
    public Decision raisedTo(@Nullable Priority raise) {
        return raise == null
                ? this
                : new Decision(result.raisedTo(raise), explanation, state, ledgerRows);
    }

    /** Made when it is asked for. */
    public Trace trace() {
        return explanation.trace();
    }

    /** Where the lead goes. */
    public sealed interface Result {

        private Result raisedTo(Priority raise) {
            return switch (this) {
                case Assigned one ->
                        new Assigned(
                                one.reps(),
                                one.broadcast(),
                                one.pool(),
                                one.rule(),
                                one.tier(),
                                one.priority().orHigher(raise),
                                one.because());
                case Queued one ->
                        new Queued(
                                one.queue(),
                                one.rule(),
                                one.tier(),
                                one.priority().orHigher(raise),
                                one.handoff(),
                                one.why(),
                                one.nextRingAt());
                case Rejected _ -> this;
            };
        }

        /**
         * To one rep, or offered to several of whom the first to accept gets it.
         *
         * @param reps one, or with a broadcast at least one
         * @param pool null when no pool was asked
         * @param because why this rep, in words
         */
        record Assigned(
                List<RepKey> reps,
                boolean broadcast,
                @Nullable PoolKey pool,
                Rule rule,
                String tier,
                Priority priority,
                String because)
                implements Result {
            public Assigned {
                reps = List.copyOf(reps);
            }
        }

        /**
         * Nobody has it; it waits.
         *
         * @param rule null when no rule took it and it fell to the fallback
         * @param handoff to whom it is passed on; null when it is not
         * @param why what it waits for, in words
         * @param nextRingAt when the rule's next ring joins; null when none is to come
         */
        record Queued(
                QueueKey queue,
                @Nullable Rule rule,
                @Nullable String tier,
                Priority priority,
                Target.@Nullable HandoffType handoff,
                String why,
                @Nullable Instant nextRingAt)
                implements Result {}

        record Rejected(Rule rule, String tier, String reason) implements Result {}
    }
}
