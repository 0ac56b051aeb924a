package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.Decision.Result.Queued;
import io.leaddispatcher.domain.routing.Decision.Result.Rejected;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.RuleTrace;
import java.util.List;

/** What tests ask a decision. */
final class Decided {

    private Decided() {}

    /** {@code mia}, {@code queue fallback}, {@code rejected: spam} or {@code all of mia, ben}. */
    static String where(Decision decision) {
        return switch (decision.result()) {
            case Assigned assigned when assigned.broadcast() ->
                    "all of "
                            + String.join(
                                    ", ", assigned.reps().stream().map(RepKey::value).toList());
            case Assigned assigned -> assigned.reps().getFirst().value();
            case Queued queued -> "queue " + queued.queue();
            case Rejected rejected -> "rejected: " + rejected.reason();
        };
    }

    static Queued queued(Decision decision) {
        return (Queued) decision.result();
    }

    static Assigned assigned(Decision decision) {
        return (Assigned) decision.result();
    }

    static RuleTrace rule(Decision decision, String id) {
        return rules(decision).stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static List<RuleTrace> rules(Decision decision) {
        return decision.trace().tiers().stream().flatMap(tier -> tier.rules().stream()).toList();
    }

    /** Each candidate of a rule as {@code mia}, {@code mia!} when chosen, {@code ben PAUSED}. */
    static List<String> candidates(Decision decision, String rule) {
        return rule(decision, rule).candidates().stream().map(Decided::words).toList();
    }

    private static String words(CandidateTrace candidate) {
        StringBuilder words = new StringBuilder(candidate.rep());
        candidate.reasons().forEach(reason -> words.append(' ').append(reason));
        return words.append(candidate.chosen() ? "!" : "").toString();
    }
}
