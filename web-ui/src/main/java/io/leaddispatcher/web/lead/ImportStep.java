package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.intake.ImportLeads.Progress;
import io.leaddispatcher.application.intake.ImportLeads.Refused;
import io.leaddispatcher.web.layout.Words;
import java.util.List;

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

    static ImportStep of(Progress progress, LeadInputs inputs, Words words) {
        return new ImportStep(
                progress.done() == progress.rows() ? DONE : "going",
                progress.rows(),
                progress.done(),
                points(progress, words),
                progress.refused().stream().map(row -> row(row, inputs, words)).toList());
    }

    private static List<String> points(Progress progress, Words words) {
        int refused = progress.done() - progress.added() - progress.merged() - progress.repeated();
        return List.of(
                words.say("lead.import.added", progress.added()),
                words.say("lead.import.merged", progress.merged()),
                words.say("lead.import.repeated", progress.repeated()),
                words.say("lead.import.refused", refused));
    }

    private static RefusedRow row(Refused refused, LeadInputs inputs, Words words) {
        return new RefusedRow(
                refused.line(),
                LeadInputs.problems(refused.why(), words).entrySet().stream()
                        .map(problem ->
                                inputs.called(problem.getKey())
                                        .map(name -> name + ": " + problem.getValue())
                                        .orElse(problem.getValue()))
                        .toList());
    }

    /** It ended before all rows were looked at. */
    ImportStep stopped() {
        return new ImportStep(STOPPED, rows, done, points, List.of());
    }
}
