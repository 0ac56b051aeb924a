package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a direction.
 *
 * @param decision null when nobody could take the lead
 * @param candidates who came into question, and what spoke against them
 */
public record Directed(@Nullable Decision decision, List<CandidateTrace> candidates) {

    public Directed {
        candidates = List.copyOf(candidates);
    }
}
