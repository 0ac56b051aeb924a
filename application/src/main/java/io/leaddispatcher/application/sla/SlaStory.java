package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.sla.SlaClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells in the timelines of leads what their clocks brought about. */
public final class SlaStory {

    /** Of what somebody else than the rep is told, or the lead is moved. */
    public static final String ESCALATED = "ESCALATED";

    private SlaStory() {}

    /** A target was missed. */
    public static Timeline.Entry breached(LeadClock kept, Instant at) {
        SlaClock clock = kept.clock();
        return entry(kept, at, "SLA_BREACHED", detail(kept, "100%", clock.dueAt(), Map.of()));
    }

    /**
     * A rep was to be reminded.
     *
     * @param more why it was not done; empty when it was
     */
    public static Timeline.Entry reminded(
            LeadClock kept, ClockStep step, Map<String, ?> more, Instant at) {
        return entry(kept, at, "SLA_REMINDED", detail(kept, step.at(), step.dueAt(), more));
    }

    /**
     * Somebody else was told, or the lead was moved.
     *
     * @param more what was done about it
     */
    public static Timeline.Entry escalated(
            LeadClock kept, ClockStep step, Map<String, ?> more, Instant at) {
        return entry(kept, at, ESCALATED, detail(kept, step.at(), step.dueAt(), more));
    }

    /**
     * Whether somebody was told that the lead could not be passed on, while it was where it is now.
     *
     * @param before what its timeline tells
     */
    public static boolean toldOfNoWayOn(LeadClock kept, TimelineEntry before) {
        Map<String, Object> detail = before.detail();
        String assignment = kept.place() instanceof With(var id, _) ? id.toString() : null;
        return before.type().equals(ESCALATED)
                && EscalationAction.REASSIGN.name().equals(detail.get("action"))
                && detail.get("told") instanceof List<?> told
                && !told.isEmpty()
                && Objects.equals(assignment, detail.get("assignment"))
                // While it waits there is no assignment to tell times apart that were before.
                && !before.at().isBefore(kept.clock().startedAt());
    }

    private static Timeline.Entry entry(
            LeadClock kept, Instant at, String type, Map<String, Object> detail) {
        return new Timeline.Entry(
                kept.lead(), new TimelineEntry(at, type, "system", "system", detail));
    }

    /** With the time as whoever the clock runs for reads it on the wall. */
    private static Map<String, Object> detail(
            LeadClock kept, String point, Instant dueAt, Map<String, ?> more) {
        SlaClock clock = kept.clock();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("target", clock.target().name());
        detail.put("policy", clock.policy().value());
        detail.put("at", point);
        detail.put("dueAt", dueAt.toString());
        detail.put("local", dueAt.atZone(clock.zone()).toString());
        if (kept.place() instanceof With(var assignment, var rep)) {
            detail.put("assignment", assignment.toString());
            detail.put("rep", rep.value());
        }
        detail.putAll(more);
        return detail;
    }
}
