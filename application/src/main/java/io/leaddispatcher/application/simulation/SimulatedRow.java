package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.lead.Issue;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.Move;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of one lead of a simulation. */
public sealed interface SimulatedRow {

    /** From 0, in the order in which the leads were given; real ones from the oldest. */
    int index();

    /**
     * A lead that was decided.
     *
     * @param lead null when it is no real one
     * @param priority null when nobody gets it
     * @param because why it lands there, in a sentence
     * @param actual where a real one has landed; null when that is not known any more
     * @param move null when it is no real one, or lands where it did
     * @param issues what a lead that was made up is decided without; of a real one its own page
     *     tells
     * @param trace null where it was not asked for
     */
    record Decided(
            int index,
            @Nullable LeadId lead,
            Landing landing,
            @Nullable Priority priority,
            String because,
            @Nullable Landing actual,
            @Nullable Move move,
            List<Issue> issues,
            @Nullable Map<String, @Nullable Object> trace)
            implements SimulatedRow {
        public Decided {
            issues = List.copyOf(issues);
        }
    }

    /**
     * One that could not be read.
     *
     * @param why in a sentence
     */
    record Unreadable(int index, String why) implements SimulatedRow {}
}
