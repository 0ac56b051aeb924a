package io.leaddispatcher.adapter.rest.simulation;

import io.leaddispatcher.application.simulation.BackgroundSimulation;
import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.application.simulation.SimulationReport;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.SimulationSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulations as programs read them. */
final class SimulationAnswers {

    private SimulationAnswers() {}

    static Map<String, Object> done(SimulationReport report, List<SimulatedRow> rows) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("summary", summary(report));
        shown.put("results", rows.stream().map(SimulationAnswers::row).toList());
        return shown;
    }

    static Map<String, @Nullable Object> background(BackgroundSimulation simulation) {
        SimulationReport report = simulation.report();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", simulation.id().toString());
        shown.put("kind", simulation.kind().pathName());
        shown.put("status", simulation.status().name());
        shown.put("progress", simulation.progress());
        shown.put("leads", simulation.leads());
        shown.put("summary", report == null ? null : summary(report));
        shown.put("error", simulation.error());
        return shown;
    }

    private static Map<String, Object> summary(SimulationReport report) {
        SimulationSummary summary = report.summary();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("leads", summary.leads());
        shown.put("unreadable", summary.unreadable());
        shown.put("assigned", summary.assigned());
        shown.put("queued", summary.queued());
        shown.put("rejected", summary.rejected());
        shown.put("moved", summary.moved());
        shown.put("moves", named(summary.moves()));
        shown.put("perRep", named(summary.perRep()));
        shown.put("perDay", perDay(summary));
        shown.put("perQueue", named(summary.perQueue()));
        if (report.estimates() != null) {
            shown.put("estimate", EstimateAnswers.of(report.estimates()));
        }
        shown.put(
                "decisionMicros", Map.of("p50", report.medianMicros(), "p99", report.p99Micros()));
        return shown;
    }

    private static Map<String, Map<String, Integer>> perDay(SimulationSummary summary) {
        Map<String, Map<String, Integer>> shown = new LinkedHashMap<>();
        summary.perDay().forEach((day, reps) -> shown.put(day.toString(), named(reps)));
        return shown;
    }

    private static Map<String, Integer> named(Map<?, Integer> counts) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        counts.forEach((key, count) -> shown.put(key.toString(), count));
        return shown;
    }

    private static Map<String, @Nullable Object> row(SimulatedRow row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("index", row.index());
        switch (row) {
            case SimulatedRow.Unreadable unreadable -> {
                shown.put("status", "UNREADABLE");
                shown.put("why", unreadable.why());
            }
            case SimulatedRow.Decided decided -> decided(shown, decided);
        }
        return shown;
    }

    private static void decided(Map<String, @Nullable Object> shown, SimulatedRow.Decided decided) {
        Landing landing = decided.landing();
        shown.put("status", landing.status().name());
        shown.put("assignment", assignment(decided));
        shown.put("queueKey", key(landing.queue()));
        shown.put("ruleId", landing.ruleId());
        shown.put("tier", landing.tier());
        shown.put("because", decided.because());
        shown.put("trace", decided.trace());
        if (decided.lead() != null) {
            shown.put("leadId", decided.lead().toString());
            shown.put("actual", actual(decided.actual()));
            shown.put("changed", decided.move() != null);
            shown.put("move", decided.move() == null ? null : decided.move().kind().name());
            shown.put("why", decided.move() == null ? null : decided.move().why());
        }
    }

    private static @Nullable Map<String, @Nullable Object> assignment(
            SimulatedRow.Decided decided) {
        if (decided.landing().status() != Landing.Status.ASSIGNED) {
            return null;
        }
        Map<String, @Nullable Object> shown = assignment(decided.landing());
        shown.put("priority", decided.priority() == null ? null : decided.priority().name());
        return shown;
    }

    /** Of those who would be asked at once nobody has it yet: {@code repKey} is null then. */
    private static Map<String, @Nullable Object> assignment(Landing landing) {
        RepKey rep = landing.rep();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("repKey", key(rep));
        shown.put("poolKey", key(landing.pool()));
        shown.put("ruleId", landing.ruleId());
        shown.put("tier", landing.tier());
        if (rep == null) {
            shown.put("broadcast", true);
        }
        return shown;
    }

    private static @Nullable Map<String, @Nullable Object> actual(@Nullable Landing actual) {
        if (actual == null) {
            return null;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("status", actual.status().name());
        shown.put(
                "assignment",
                actual.status() == Landing.Status.ASSIGNED ? assignment(actual) : null);
        shown.put("queueKey", key(actual.queue()));
        return shown;
    }

    private static @Nullable String key(@Nullable Object key) {
        return key == null ? null : key.toString();
    }
}
