package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule that matched, or one of its rings, yields.
 *
 * @param result where the lead goes; null: on to the next ring or rule
 * @param outcome also of a lead that has to wait because nobody was available
 * @param candidates who came into question, each once
 * @param state null when nothing changed
 * @param note what the trace says besides
 */
record Yield(
        @Nullable Result result,
        Outcome outcome,
        List<CandidateTrace> candidates,
        @Nullable RoutingState state,
        List<LedgerRow> ledgerRows,
        @Nullable String note) {

    static Yield nobody(List<CandidateTrace> candidates, @Nullable String note) {
        return new Yield(null, Outcome.NOBODY_AVAILABLE, candidates, null, List.of(), note);
    }

    /** Nobody has it, and this rule says where it waits. */
    static Yield waiting(Result.Queued queued, List<CandidateTrace> candidates, String note) {
        return new Yield(queued, Outcome.NOBODY_AVAILABLE, candidates, null, List.of(), note);
    }

    static Yield won(Result result) {
        return won(result, List.of(), null, List.of());
    }

    static Yield won(
            Result result,
            List<CandidateTrace> candidates,
            @Nullable RoutingState state,
            List<LedgerRow> ledgerRows) {
        return new Yield(result, Outcome.WON, candidates, state, ledgerRows, null);
    }

    /** The same, after others were looked at; of a rep who was seen twice the later look counts. */
    Yield after(List<CandidateTrace> seen) {
        if (seen.isEmpty()) {
            return this;
        }
        Map<String, CandidateTrace> all = new LinkedHashMap<>();
        seen.forEach(candidate -> all.put(candidate.rep(), candidate));
        candidates.forEach(candidate -> all.put(candidate.rep(), candidate));
        return new Yield(result, outcome, new ArrayList<>(all.values()), state, ledgerRows, note);
    }

    Yield noting(String words) {
        return new Yield(result, outcome, candidates, state, ledgerRows, words);
    }
}
