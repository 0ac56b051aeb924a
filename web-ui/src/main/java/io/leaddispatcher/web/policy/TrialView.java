package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.Traces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying the draft on one lead.
 *
 * @param problem why nothing was tried; null when something was
 * @param compared where a real lead landed, and where it would now; null of others
 * @param trace what {@code lead/trace} draws; null when there is none
 */
record TrialView(@Nullable String problem, @Nullable ReplayRow compared, @Nullable Object trace) {

    static TrialView refused(String problem) {
        return new TrialView(problem, null, null);
    }

    static TrialView of(
            List<SimulatedRow> rows,
            Map<String, String> names,
            Map<String, String> rules,
            Words words) {
        return switch (rows.isEmpty() ? null : rows.getFirst()) {
            case SimulatedRow.Decided decided when decided.trace() != null ->
                    new TrialView(
                            null,
                            decided.lead() == null
                                    ? null
                                    : ReplayRow.of(decided, names, rules, words),
                            Traces.drawn(decided.trace(), names, words));
            case SimulatedRow.Unreadable(_, var why) -> refused(why);
            case null, default -> refused(words.say("policy.trial.nothing"));
        };
    }
}
