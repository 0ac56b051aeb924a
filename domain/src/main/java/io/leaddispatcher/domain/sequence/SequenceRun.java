package io.leaddispatcher.domain.sequence;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.sla.ClockTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that a lead goes through. It goes by what the sequence said when it began.
 *
 * @param assignment by which the lead is, or was, somebody's
 * @param rep who has, or had, it
 * @param next index of the step that is taken next
 * @param nextAt when that is; null when nothing is left to be done
 * @param reason null while it is live
 */
public record SequenceRun(
        UUID id,
        LeadId lead,
        Sequence sequence,
        UUID assignment,
        RepKey rep,
        Instant startedAt,
        int next,
        @Nullable Instant nextAt,
        RunState state,
        @Nullable StopReason reason) {

    /**
     * One that begins.
     *
     * @param hours those of the rep
     */
    public static SequenceRun begin(
            UUID id,
            LeadId lead,
            Sequence sequence,
            UUID assignment,
            RepKey rep,
            Schedule hours,
            Instant at) {
        return new SequenceRun(
                id,
                lead,
                sequence,
                assignment,
                rep,
                at,
                0,
                due(sequence.steps().getFirst(), hours, at),
                RunState.RUNNING,
                null);
    }

    private static Instant due(SequenceStep step, Schedule hours, Instant from) {
        return ClockTime.of(step.time(), hours)
                .plus(from, step.after())
                // Somebody who never works has the time of the calendar.
                .orElseGet(() -> from.plus(step.after()));
    }

    /** The step that is due at an instant; empty when none is. */
    public Optional<SequenceStep> dueAt(Instant at) {
        return state == RunState.RUNNING && nextAt != null && !nextAt.isAfter(at)
                ? Optional.of(sequence.steps().get(next))
                : Optional.empty();
    }

    /**
     * The next step is taken.
     *
     * @param hours those of the rep
     */
    public SequenceRun stepped(Schedule hours, Instant at) {
        if (state != RunState.RUNNING) {
            throw new IllegalStateException("run %s of a sequence is %s".formatted(id, state));
        }
        int following = next + 1;
        return following < sequence.steps().size()
                ? with(
                        following,
                        due(sequence.steps().get(following), hours, at),
                        RunState.RUNNING,
                        null)
                : with(following, null, RunState.DONE, StopReason.DONE);
    }

    /** No step is taken any more. What has ended stays as it ended. */
    public SequenceRun stopped(StopReason why) {
        return state.isLive() ? with(next, null, RunState.STOPPED, why) : this;
    }

    /** The customer has answered. */
    public SequenceRun replied() {
        return sequence.stopOn().contains(StopOn.REPLY) ? stopped(StopReason.REPLY) : this;
    }

    /**
     * It is known what has come of the lead.
     *
     * @param concluded whether the work on it is over, which ends every sequence
     */
    public SequenceRun outcome(boolean concluded) {
        return concluded || sequence.stopOn().contains(StopOn.OUTCOME)
                ? stopped(StopReason.OUTCOME)
                : this;
    }

    /** Whoever had the lead has it no longer. */
    public SequenceRun left() {
        if (state != RunState.RUNNING) {
            return this;
        }
        return sequence.stopOn().contains(StopOn.OWNER_CHANGE)
                ? stopped(StopReason.OWNER_CHANGE)
                : with(next, nextAt, RunState.WAITING, null);
    }

    /** The lead is somebody's. Steps whose time has come meanwhile are due. */
    public SequenceRun owned(UUID byAssignment, RepKey by) {
        return state == RunState.WAITING || (state == RunState.RUNNING && rep.equals(by))
                ? new SequenceRun(
                        id,
                        lead,
                        sequence,
                        byAssignment,
                        by,
                        startedAt,
                        next,
                        nextAt,
                        RunState.RUNNING,
                        null)
                : this;
    }

    private SequenceRun with(
            int step, @Nullable Instant at, RunState now, @Nullable StopReason why) {
        return new SequenceRun(id, lead, sequence, assignment, rep, startedAt, step, at, now, why);
    }
}
