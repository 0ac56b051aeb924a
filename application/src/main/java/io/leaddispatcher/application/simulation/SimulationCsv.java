package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.export.Csv;
import io.leaddispatcher.domain.simulation.Landing;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

    /** As decisions say it: in English. */
    public static String line(SimulatedRow row) {
        return line(
                row,
                because -> because,
                decided -> decided.move() == null ? null : decided.move().why());
    }

    /**
     * In the words of whoever reads it.
     *
     * @param because says why a lead lands where it does, of how decisions say it
     * @param why says why it lands elsewhere than it did; null when it does not
     */
    public static String line(
            SimulatedRow row,
            UnaryOperator<String> because,
            Function<SimulatedRow.Decided, @Nullable String> why) {
        return switch (row) {
            case SimulatedRow.Unreadable(int index, var problem) -> {
                List<@Nullable Object> cells = Arrays.asList(new Object[COLUMNS.size()]);
                cells.set(0, index);
                cells.set(COLUMNS.indexOf("status"), "UNREADABLE");
                cells.set(COLUMNS.indexOf("why"), problem);
                yield Csv.line(cells);
            }
            case SimulatedRow.Decided decided -> Csv.line(cells(decided, because, why));
        };
    }

    private static List<@Nullable Object> cells(
            SimulatedRow.Decided decided,
            UnaryOperator<String> because,
            Function<SimulatedRow.Decided, @Nullable String> why) {
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
                because.apply(decided.because()),
                actual == null ? null : actual.rep(),
                actual == null ? null : actual.queue(),
                decided.lead() == null ? null : decided.move() != null,
                decided.move() == null ? null : decided.move().kind(),
                why.apply(decided));
    }
}
