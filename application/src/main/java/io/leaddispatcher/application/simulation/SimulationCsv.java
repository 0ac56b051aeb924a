package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.export.Csv;
import io.leaddispatcher.domain.simulation.Landing;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of each lead of a simulation, as a table for other programs. */
public final class SimulationCsv {

    private static final List<String> COLUMNS =
            List.of(
                    "index",
                    "leadId",
                    "status",
                    "repKey",
                    "poolKey",
                    "queueKey",
                    "ruleId",
                    "tier",
                    "priority",
                    "because",
                    "actualRepKey",
                    "actualQueueKey",
                    "changed",
                    "move",
                    "why");

    private SimulationCsv() {}

    /** The line that names the columns. */
    public static String header() {
        return Csv.line(COLUMNS);
    }

    public static String line(SimulatedRow row) {
        return switch (row) {
            case SimulatedRow.Unreadable(int index, var why) -> {
                List<@Nullable Object> cells = Arrays.asList(new Object[COLUMNS.size()]);
                cells.set(0, index);
                cells.set(COLUMNS.indexOf("status"), "UNREADABLE");
                cells.set(COLUMNS.indexOf("why"), why);
                yield Csv.line(cells);
            }
            case SimulatedRow.Decided decided -> Csv.line(cells(decided));
        };
    }

    private static List<@Nullable Object> cells(SimulatedRow.Decided decided) {
        Landing landing = decided.landing();
        Landing actual = decided.actual();
        return Arrays.asList(
                decided.index(),
                decided.lead(),
                landing.status(),
                landing.rep(),
                landing.pool(),
                landing.queue(),
                landing.ruleId(),
                landing.tier(),
                decided.priority(),
                decided.because(),
                actual == null ? null : actual.rep(),
                actual == null ? null : actual.queue(),
                decided.lead() == null ? null : decided.move() != null,
                decided.move() == null ? null : decided.move().kind(),
                decided.move() == null ? null : decided.move().why());
    }
}
