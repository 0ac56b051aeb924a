package io.leaddispatcher.domain.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target of a policy whose time runs. It goes by what the policy said when it began. Its steps
 * are in the order in which they are due. Of what is due at once the end of its time comes first,
 * and what may take the lead away last: with that the clock stops.
 *
 * @param time in which it counts
 * @param allowed how long the target may take
 * @param maxHops how often its lead may be passed on
 * @param zone in which people read its times
 * @param dueAt when the time that is allowed is over
 * @param steps all of them, done or not
 * @param done how many of the steps are done
 * @param pace how far it had come when; null once it is over
 * @param metAt when its target was met, in time or later; null: it was not
 */
public record SlaClock(
        SlaPolicyKey policy,
        SlaTarget target,
        SlaTime time,
        Duration allowed,
        int maxHops,
        ZoneId zone,
        Instant startedAt,
        Instant dueAt,
        List<ClockStep> steps,
        int done,
        ClockState state,
        @Nullable Pace pace,
        @Nullable Instant metAt) {

    /** Stable: beyond it, what is due together stays in the policy's order, the end first. */
    private static final Comparator<ClockStep> ORDER =
            Comparator.comparing(ClockStep::after)
                    .thenComparing(ClockStep::movesLead)
                    .thenComparing(ClockStep::takesLeadAway);

    /**
     * How far a clock had come at an instant, and whether it goes on since.
     *
     * @param running from {@code at} on; else it stands still
     */
    public record Pace(Instant at, Duration elapsed, boolean running) {}

    public SlaClock {
        steps = List.copyOf(steps);
        if (done < 0 || done > steps.size()) {
            throw new IllegalArgumentException(
                    "%d of %d steps cannot be done".formatted(done, steps.size()));
        }
    }

    /**
     * Begins one. Empty when the policy has no such target, or the time in which it counts is never
     * long enough.
     */
    public static Optional<SlaClock> start(
            SlaPolicy policy, SlaTarget target, ClockTime time, ZoneId zone, Instant at) {
        Duration allowed = policy.targets().get(target);
        if (allowed == null) {
            return Optional.empty();
        }
        List<ClockStep> steps = new ArrayList<>();
        Optional<Instant> dueAt = time.plus(at, allowed);
        dueAt.ifPresent(end -> steps.add(new ClockStep("100%", allowed, end, null)));
        for (Escalation escalation : policy.escalations()) {
            if (escalation.target() == target) {
                Duration after = escalation.at().after(allowed);
                time.plus(at, after)
                        .ifPresent(due ->
                                steps.add(
                                        new ClockStep(
                                                escalation.at().words(),
                                                after,
                                                due,
                                                escalation.action())));
            }
        }
        steps.sort(ORDER);
        return dueAt.map(end ->
                new SlaClock(
                        policy.key(),
                        target,
                        policy.time(),
                        allowed,
                        policy.maxHops(),
                        zone,
                        at,
                        end,
                        steps,
                        0,
                        ClockState.RUNNING,
                        new Pace(at, Duration.ZERO, true),
                        null));
    }

    /** Neither met nor stopped; it may be past its time. */
    public boolean isLive() {
        return pace != null;
    }

    /** Live, but it stands still. */
    public boolean isPaused() {
        return pace != null && !pace.running();
    }

    /** The step that comes next; empty when none is left or the clock does not go. */
    public Optional<ClockStep> next() {
        return pace != null && pace.running() && done < steps.size()
                ? Optional.of(steps.get(done))
                : Optional.empty();
    }

    /** Once the next step is done. */
    public SlaClock stepped() {
        ClockStep step =
                next().orElseThrow(() -> new IllegalStateException("no step is left of " + this));
        return with(done + 1, step.isEnd() ? ClockState.BREACHED : state, pace, metAt);
    }

    /** Its target is met; too late, it stays breached. */
    public SlaClock met(Instant at) {
        return with(done, isLate(at) ? ClockState.BREACHED : ClockState.MET, null, at);
    }

    /** Whether its time was over before then; nobody need have come to that step yet. */
    private boolean isLate(Instant at) {
        return state == ClockState.BREACHED
                || (pace != null
                        && (pace.elapsed().compareTo(allowed) > 0
                                || (pace.running() && at.isAfter(dueAt))));
    }

    /** It is over then, met or not; too late, it is breached. */
    public SlaClock stopped(Instant at) {
        return with(done, isLate(at) ? ClockState.BREACHED : ClockState.STOPPED, null, metAt);
    }

    /** It is over as it stands: one of its steps says so. */
    public SlaClock stopped() {
        return with(
                done,
                state == ClockState.BREACHED ? ClockState.BREACHED : ClockState.STOPPED,
                null,
                metAt);
    }

    /** It stands still and keeps how far it has come; what was too late by then is breached. */
    public SlaClock paused(Instant at, ClockTime in) {
        if (pace == null || !pace.running()) {
            return this;
        }
        Duration elapsed =
                at.isBefore(pace.at())
                        ? pace.elapsed()
                        : pace.elapsed().plus(in.between(pace.at(), at));
        return with(
                done,
                isLate(at) ? ClockState.BREACHED : state,
                new Pace(at, elapsed, false),
                metAt);
    }

    /** It goes on: what is left of it begins here. Of what was due before nothing changes. */
    public SlaClock resumed(Instant at, ClockTime in) {
        return pace == null || pace.running()
                ? this
                : going(new Pace(at, pace.elapsed(), true), in, zone);
    }

    /**
     * It counts in somebody else's time from its beginning: what was not due so far is due when
     * that time is over. What was done stays done, and one that stands still goes on in it.
     */
    public SlaClock countingIn(ClockTime other, ZoneId otherZone) {
        return pace == null ? this : going(pace, other, otherZone);
    }

    private SlaClock going(Pace from, ClockTime in, ZoneId readIn) {
        List<ClockStep> shifted = new ArrayList<>(steps.subList(0, done));
        for (ClockStep step : steps.subList(done, steps.size())) {
            shifted.add(step.dueAt(due(from, left(step.after(), from.elapsed()), in)));
        }
        Instant end =
                shifted.stream()
                        .filter(ClockStep::isEnd)
                        .map(ClockStep::dueAt)
                        .findFirst()
                        .orElse(dueAt);
        return new SlaClock(
                policy, target, time, allowed, maxHops, readIn, startedAt, end, shifted, done,
                state, from, metAt);
    }

    private static Instant due(Pace from, Duration left, ClockTime in) {
        return in.plus(from.at(), left)
                // Whoever has it by now may never work, and it has an end all the same: that of the
                // calendar.
                .orElseGet(() -> from.at().plus(left));
    }

    private static Duration left(Duration whole, Duration elapsed) {
        return whole.compareTo(elapsed) <= 0 ? Duration.ZERO : whole.minus(elapsed);
    }

    private SlaClock with(
            int steps, ClockState next, @Nullable Pace nextPace, @Nullable Instant met) {
        return new SlaClock(
                policy,
                target,
                time,
                allowed,
                maxHops,
                zone,
                startedAt,
                dueAt,
                this.steps,
                steps,
                next,
                nextPace,
                met);
    }
}
