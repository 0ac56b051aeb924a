package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.intake.ImportLeads.Progress;
import io.leaddispatcher.application.intake.ImportLeads.Refused;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Map;

/**
 * How far an import has come, as the page says it.
 *
 * @param state {@code going}, {@code done} or {@code stopped}
 * @param points what came of the rows so far
 * @param refused rows of which no lead was made, of those that were looked at last
 */
record ImportStep(String state, int rows, int done, List<String> points, List<RefusedRow> refused) {

    static final String DONE = "done";
    static final String STOPPED = "stopped";

    private static final int LONGEST_VALUE = 60;

    /**
     * @param why what is wrong, each with the field that it is about
     */
    record RefusedRow(int row, List<String> why) {
        RefusedRow {
            why = List.copyOf(why);
        }
    }

    ImportStep {
        points = List.copyOf(points);
        refused = List.copyOf(refused);
    }

    /**
     * @param rows what was to be taken in, by line
     */
    static ImportStep of(
            Progress progress, Map<Integer, Map<String, ?>> rows, LeadInputs inputs, Words words) {
        return new ImportStep(
                progress.done() == progress.rows() ? DONE : "going",
                progress.rows(),
                progress.done(),
                points(progress, words),
                progress.refused().stream()
                        .map(row -> row(row, Tree.of(rows.get(row.line())), inputs, words))
                        .toList());
    }

    private static List<String> points(Progress progress, Words words) {
        int refused = progress.done() - progress.added() - progress.merged() - progress.repeated();
        return List.of(
                words.say("lead.import.added", progress.added()),
                words.say("lead.import.merged", progress.merged()),
                words.say("lead.import.repeated", progress.repeated()),
                words.say("lead.import.refused", refused));
    }

    private static RefusedRow row(Refused refused, Tree row, LeadInputs inputs, Words words) {
        return new RefusedRow(
                refused.line(),
                LeadInputs.problems(refused.why(), words).entrySet().stream()
                        .map(problem ->
                                inputs.called(problem.getKey())
                                        .map(name -> why(name, problem, row, words))
                                        .orElse(problem.getValue()))
                        .toList());
    }

    /** With what stands in the file, where it can be said in a line. */
    private static String why(
            String name, Map.Entry<String, String> problem, Tree row, Words words) {
        int dot = problem.getKey().indexOf('.');
        String value =
                row.tree(problem.getKey().substring(0, dot))
                        .text(problem.getKey().substring(dot + 1));
        return value == null || value.length() > LONGEST_VALUE
                ? name + ": " + problem.getValue()
                : words.say("lead.import.why", name, value, problem.getValue());
    }

    /** It ended before all rows were looked at. */
    ImportStep stopped() {
        return new ImportStep(STOPPED, rows, done, points, List.of());
    }
}
