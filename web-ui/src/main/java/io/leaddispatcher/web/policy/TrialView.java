package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.application.simulation.SimulationReport;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.Traces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying the draft: one lead with its trace, or many side by side with what happened.
 *
 * @param problem why nothing was tried; null when something was
 * @param most the largest load of a rep
 * @param rows of those that would land elsewhere, the first ones
 * @param csv all of those, as a table for other programs
 * @param more how many rows are not shown, in words; null when all are
 * @param trace what {@code lead/trace} draws; null of many leads
 */
record TrialView(
        @Nullable String problem,
        List<Figure> figures,
        List<Load> loads,
        int most,
        List<Row> rows,
        String csv,
        @Nullable String more,
        @Nullable Object trace) {

    private static final int MOST_ROWS = 100;
    private static final String FORMULA = "=+-@\t\r";

    TrialView {
        figures = List.copyOf(figures);
        loads = List.copyOf(loads);
        rows = List.copyOf(rows);
    }

    record Figure(String name, String value) {}

    record Load(String name, int leads) {}

    /**
     * @param lead its id
     * @param before where it landed; null when that is not known
     */
    record Row(
            @Nullable String lead,
            String label,
            @Nullable String before,
            String after,
            String why) {}

    static TrialView refused(String problem) {
        return new TrialView(problem, List.of(), List.of(), 0, List.of(), "", null, null);
    }

    static TrialView of(
            SimulationReport report,
            List<SimulatedRow> rows,
            boolean real,
            Map<String, String> names,
            Words words) {
        if (!real) {
            return one(rows, names, words);
        }
        var moved =
                rows.stream()
                        .filter(SimulatedRow.Decided.class::isInstance)
                        .map(SimulatedRow.Decided.class::cast)
                        .filter(row -> row.move() != null)
                        .map(row -> row(row, names, words))
                        .toList();
        List<Load> loads = new ArrayList<>();
        report.summary()
                .perRep()
                .forEach((rep, leads) ->
                        loads.add(
                                new Load(
                                        names.getOrDefault("rep/" + rep.value(), rep.value()),
                                        leads)));
        loads.sort(Comparator.comparingInt(Load::leads).reversed());
        return new TrialView(
                null,
                figures(report, words),
                loads,
                loads.isEmpty() ? 1 : loads.getFirst().leads(),
                moved.stream().limit(MOST_ROWS).toList(),
                csv(moved),
                moved.size() > MOST_ROWS
                        ? words.say("policy.trial.more", moved.size() - MOST_ROWS)
                        : null,
                null);
    }

    private static TrialView one(List<SimulatedRow> rows, Map<String, String> names, Words words) {
        return switch (rows.isEmpty() ? null : rows.getFirst()) {
            case SimulatedRow.Decided decided when decided.trace() != null ->
                    new TrialView(
                            null,
                            List.of(),
                            List.of(),
                            0,
                            List.of(),
                            "",
                            null,
                            Traces.drawn(decided.trace(), names, words));
            case SimulatedRow.Unreadable(_, var why) -> refused(why);
            case null, default -> refused(words.say("policy.trial.nothing"));
        };
    }

    private static List<Figure> figures(SimulationReport report, Words words) {
        var summary = report.summary();
        return List.of(
                new Figure(words.say("policy.trial.leads"), words.number(summary.leads())),
                new Figure(words.say("policy.trial.assigned"), words.number(summary.assigned())),
                new Figure(words.say("policy.trial.queued"), words.number(summary.queued())),
                new Figure(words.say("policy.trial.rejected"), words.number(summary.rejected())),
                new Figure(words.say("policy.trial.moved"), words.number(summary.moved())));
    }

    private static Row row(SimulatedRow.Decided row, Map<String, String> names, Words words) {
        var actual = row.actual();
        var move = row.move();
        return new Row(
                row.lead() == null ? null : row.lead().toString(),
                words.say("policy.trial.lead", row.index() + 1),
                actual == null ? null : landing(actual, names, words),
                landing(row.landing(), names, words),
                move == null ? row.because() : move.why());
    }

    private static String landing(Landing landing, Map<String, String> names, Words words) {
        var rep = landing.rep();
        var queue = landing.queue();
        var pool = landing.pool();
        if (rep != null) {
            return names.getOrDefault("rep/" + rep.value(), rep.value());
        }
        if (queue != null) {
            return names.getOrDefault("queue/" + queue.value(), Words.spelled(queue.value()));
        }
        return pool == null
                ? words.say("policy.trial.rejected")
                : names.getOrDefault("pool/" + pool.value(), pool.value());
    }

    private static String csv(List<Row> rows) {
        return "lead,before,after,why\r\n"
                + rows.stream()
                        .map(row ->
                                cell(row.lead())
                                        + ","
                                        + cell(row.before())
                                        + ","
                                        + cell(row.after())
                                        + ","
                                        + cell(row.why())
                                        + "\r\n")
                        .collect(Collectors.joining());
    }

    /** In quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "\"\"";
        }
        var safe = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
