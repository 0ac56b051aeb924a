package io.leaddispatcher.adapter.postgres.sla;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place;
import io.leaddispatcher.application.sla.port.LeadClock.Place.Waiting;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.sla.SlaClock;
import io.leaddispatcher.domain.sla.SlaClock.Pace;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.sla.SlaTime;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A clock as its row holds it, to and fro. */
final class ClockRow {

    /**
     * The columns that are read, in no order that matters. Where a lead waits only its own row
     * says, so that nobody who moves it has to tell its clocks.
     */
    static final String COLUMNS =
            """
            c.id, c.lead_id, c.assignment_id, c.rep_key, c.policy_key, c.target, c.plan, c.acts, c.started_at, c.due_at,
            c.state, c.live, c.met_at, c.next_step,
            (select l.queue_key from lead l
              where c.assignment_id is null and l.tenant_id = c.tenant_id and l.id = c.lead_id) as queue_key\
            """;

    private ClockRow() {}

    static Map<String, Object> of(LeadClock kept) {
        SlaClock clock = kept.clock();
        Optional<ClockStep> next = clock.next();
        return RowBuilder.row()
                .with("id", kept.id())
                .with("lead_id", kept.lead())
                .with("assignment_id", kept.place() instanceof With(var id, _) ? id : null)
                .with("rep_key", kept.place() instanceof With(_, var rep) ? rep : null)
                .with("policy_key", clock.policy())
                .with("target", clock.target())
                .with("plan", plan(clock))
                .with("acts", kept.acts())
                .with("started_at", clock.startedAt())
                .with("due_at", clock.dueAt())
                .with("state", clock.state())
                .with("live", clock.isLive())
                .with("met_at", clock.metAt())
                .with("next_step", clock.done())
                .with("next_due_at", next.map(ClockStep::dueAt).orElse(null))
                .with("moving", next.map(ClockStep::movesLead).orElse(false))
                .columns();
    }

    private static Map<String, Object> plan(SlaClock clock) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("time", clock.time().name());
        plan.put("allowed", clock.allowed().toString());
        plan.put("maxHops", clock.maxHops());
        plan.put("zone", clock.zone().getId());
        plan.put("steps", clock.steps().stream().map(ClockRow::step).toList());
        Pace pace = clock.pace();
        if (pace != null) {
            plan.put(
                    "pace",
                    Map.of(
                            "at", pace.at().toString(),
                            "elapsed", pace.elapsed().toString(),
                            "running", pace.running()));
        }
        return plan;
    }

    private static Map<String, Object> step(ClockStep step) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", step.at());
        document.put("after", step.after().toString());
        document.put("dueAt", step.dueAt().toString());
        if (step.action() != null) {
            document.put("do", step.action().name());
        }
        return document;
    }

    static LeadClock read(Readable row) {
        return new LeadClock(
                required(row, "id", UUID.class),
                new LeadId(required(row, "lead_id", UUID.class)),
                place(row),
                required(row, "acts", Integer.class),
                clock(row));
    }

    private static Place place(Readable row) {
        UUID assignment = row.get("assignment_id", UUID.class);
        if (assignment != null) {
            return new With(assignment, new RepKey(required(row, "rep_key", String.class)));
        }
        String queue = row.get("queue_key", String.class);
        return new Waiting(queue == null ? null : new QueueKey(queue));
    }

    private static SlaClock clock(Readable row) {
        Violations violations = new Violations();
        Part plan = Part.root(JsonDocuments.read(row.get("plan", Json.class)), violations);
        List<ClockStep> steps = plan.items("steps").stream().map(ClockRow::step).toList();
        SlaClock clock =
                new SlaClock(
                        new SlaPolicyKey(required(row, "policy_key", String.class)),
                        SlaTarget.valueOf(required(row, "target", String.class)),
                        plan.oneOf("time", SlaTime.class).orElseThrow(),
                        duration(plan, "allowed"),
                        plan.integer("maxHops", 0, Integer.MAX_VALUE).orElseThrow(),
                        plan.zone("zone").orElseThrow(),
                        required(row, "started_at", Instant.class),
                        required(row, "due_at", Instant.class),
                        steps,
                        required(row, "next_step", Integer.class),
                        ClockState.valueOf(required(row, "state", String.class)),
                        required(row, "live", Boolean.class)
                                ? plan.property("pace").map(ClockRow::pace).orElseThrow()
                                : null,
                        row.get("met_at", Instant.class));
        violations.refuseIfAny();
        return clock;
    }

    private static Pace pace(Part pace) {
        return new Pace(instant(pace, "at"), duration(pace, "elapsed"), pace.flag("running", true));
    }

    private static ClockStep step(Part step) {
        return new ClockStep(
                step.text("at").orElseThrow(),
                duration(step, "after"),
                instant(step, "dueAt"),
                step.oneOf("do", EscalationAction.class).orElse(null));
    }

    private static Duration duration(Part part, String name) {
        return part.duration(name, Duration.ZERO).orElseThrow();
    }

    private static Instant instant(Part part, String name) {
        return part.property(name).flatMap(Part::asInstant).orElseThrow();
    }
}
