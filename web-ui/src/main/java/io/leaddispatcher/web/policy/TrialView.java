package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.simulation.SimulatedRow;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.MadeUpLead;
import io.leaddispatcher.web.lead.Traces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying the draft on one lead.
 *
 * @param problem why nothing was tried, when that is not for what is wrong with the lead
 * @param wrong with the lead: what it is refused for, or what it is tried without
 * @param compared where a real lead landed, and where it would now; null of others
 * @param trace what {@code lead/trace} draws; null when there is none
 */
record TrialView(
        @Nullable String problem,
        List<Wrong> wrong,
        @Nullable ReplayRow compared,
        @Nullable Object trace) {

    /**
     * @param path of the field, as in the lead body: {@code contact.email}
     */
    record Wrong(String path, String text) {

        private static final String FIRST = "^/leads/0(?=/|$)";

        static Wrong at(String pointer, String message, Words words) {
            return new Wrong(
                    MadeUpLead.path(pointer.replaceFirst(FIRST, "")), words.problemAlone(message));
        }
    }

    TrialView {
        wrong = List.copyOf(wrong);
    }

    static TrialView refused(String problem) {
        return new TrialView(problem, List.of(), null, null);
    }

    static TrialView refused(InvalidInputException refusal, Words words) {
        return new TrialView(
                null,
                refusal.violations().stream()
                        .map(each -> Wrong.at(each.pointer(), each.message(), words))
                        .toList(),
                null,
                null);
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
                            decided.issues().stream()
                                    .map(each -> Wrong.at(each.pointer(), each.message(), words))
                                    .toList(),
                            decided.lead() == null
                                    ? null
                                    : ReplayRow.of(decided, names, rules, words),
                            Traces.drawn(decided.trace(), names, words));
            case SimulatedRow.Unreadable(_, var why) -> refused(why);
            case null, default -> refused(words.say("policy.trial.nothing"));
        };
    }
}
