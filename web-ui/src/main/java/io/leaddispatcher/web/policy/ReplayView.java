package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.simulation.BackgroundSimulation;
import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.application.simulation.SimulationReport;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.simulation.SimulationSummary;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a replay of real leads came to, beside what happened.
 *
 * @param problem why it did not come to its end; null when it did
 * @param loads of the reps, who would get most first
 * @param waiting how many leads would wait in which queue
 * @param moves how many leads would land elsewhere, by the reason
 * @param rows those leads, the first ones
 * @param more how many rows are not shown, in words; null when all are
 * @param csv where all leads can be downloaded
 */
record ReplayView(
        @Nullable String problem,
        List<Figure> figures,
        List<EstimateView> estimates,
        List<Load> loads,
        List<Count> waiting,
        List<Count> moves,
        List<ReplayRow> rows,
        @Nullable String more,
        String csv) {

    private static final int MOST_ROWS = 100;
    private static final double HUNDRED = 100;

    ReplayView {
        figures = List.copyOf(figures);
        estimates = List.copyOf(estimates);
        loads = List.copyOf(loads);
        waiting = List.copyOf(waiting);
        moves = List.copyOf(moves);
        rows = List.copyOf(rows);
    }

    record Figure(String name, String value) {}

    /**
     * The leads of a rep.
     *
     * @param now by the draft
     * @param before as it was
     * @param nowShare of the most that anybody has, in percent
     * @param beforeShare likewise
     * @param busiest the most on one day, by the draft
     */
    record Load(
            String name,
            String now,
            String before,
            long nowShare,
            long beforeShare,
            String busiest) {}

    /**
     * @param share of the largest, in percent
     */
    record Count(String name, String count, long share) {}

    static ReplayView of(
            BackgroundSimulation simulation,
            Map<String, String> names,
            Map<String, String> rules,
            String csv,
            Words words) {
        var report = simulation.report();
        if (report == null) {
            return stopped(
                    words.say(
                            simulation.status() == BackgroundSimulation.Status.CANCELLED
                                    ? "policy.replay.cancelled"
                                    : "policy.replay.failed"));
        }
        List<SimulatedRow.Decided> decided =
                simulation.rows().stream()
                        .filter(SimulatedRow.Decided.class::isInstance)
                        .map(SimulatedRow.Decided.class::cast)
                        .toList();
        var moved = decided.stream().filter(row -> row.move() != null).toList();
        var summary = report.summary();
        return new ReplayView(
                null,
                figures(report, words),
                EstimateView.of(report.estimates(), words),
                loads(summary, before(decided), names, words),
                counts(
                        summary.perQueue(),
                        queue ->
                                names.getOrDefault(
                                        "queue/" + queue.value(), Words.spelled(queue.value())),
                        words),
                counts(summary.moves(), kind -> words.name("policy.move", kind.name()), words),
                moved.stream()
                        .limit(MOST_ROWS)
                        .map(row -> ReplayRow.of(row, names, rules, words))
                        .toList(),
                moved.size() > MOST_ROWS
                        ? words.say("policy.trial.more", words.number(moved.size() - MOST_ROWS))
                        : null,
                csv);
    }

    static ReplayView stopped(String problem) {
        return new ReplayView(
                problem, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null,
                "");
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

    /** How many leads each rep really got first. */
    private static Map<RepKey, Integer> before(List<SimulatedRow.Decided> rows) {
        Map<RepKey, Integer> before = new HashMap<>();
        for (var row : rows) {
            var actual = row.actual();
            if (actual != null && actual.rep() != null) {
                before.merge(actual.rep(), 1, Integer::sum);
            }
        }
        return before;
    }

    private static List<Load> loads(
            SimulationSummary summary,
            Map<RepKey, Integer> before,
            Map<String, String> names,
            Words words) {
        Set<RepKey> reps = new TreeSet<>(Comparator.comparing(RepKey::value));
        reps.addAll(summary.perRep().keySet());
        reps.addAll(before.keySet());
        int most = 1;
        Map<RepKey, Integer> busiest = new HashMap<>();
        for (var rep : reps) {
            most =
                    Math.max(
                            most,
                            Math.max(
                                    summary.perRep().getOrDefault(rep, 0),
                                    before.getOrDefault(rep, 0)));
        }
        summary.perDay()
                .values()
                .forEach(day -> day.forEach((rep, leads) -> busiest.merge(rep, leads, Math::max)));
        double whole = most;
        return reps.stream()
                .sorted(Comparator.comparingInt(rep -> -summary.perRep().getOrDefault(rep, 0)))
                .map(rep -> {
                    int now = summary.perRep().getOrDefault(rep, 0);
                    int was = before.getOrDefault(rep, 0);
                    return new Load(
                            names.getOrDefault("rep/" + rep.value(), rep.value()),
                            words.number(now),
                            words.number(was),
                            Math.round(HUNDRED * now / whole),
                            Math.round(HUNDRED * was / whole),
                            words.number(busiest.getOrDefault(rep, 0)));
                })
                .toList();
    }

    private static <T> List<Count> counts(
            Map<T, Integer> counts, Function<T, String> called, Words words) {
        double most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        List<Map.Entry<T, Integer>> sorted = new ArrayList<>(counts.entrySet());
        sorted.removeIf(entry -> entry.getValue() == 0);
        sorted.sort(Map.Entry.<T, Integer>comparingByValue().reversed());
        return sorted.stream()
                .map(entry ->
                        new Count(
                                called.apply(entry.getKey()),
                                words.number(entry.getValue()),
                                Math.round(HUNDRED * entry.getValue() / most)))
                .toList();
    }
}
