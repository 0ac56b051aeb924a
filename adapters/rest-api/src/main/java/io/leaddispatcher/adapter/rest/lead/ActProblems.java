package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why nothing has come of an act. */
final class ActProblems {

    private ActProblems() {}

    static ProblemException of(ActOutcome outcome) {
        return switch (outcome) {
            case ActOutcome.Unknown() -> ProblemException.notFound();
            case ActOutcome.HeldByAnother(var holder) ->
                    ProblemException.conflict(
                            holder == null
                                    ? "No rep has this lead: it waits, or nobody who was asked has"
                                            + " accepted it yet."
                                    : "The rep '%s' has this lead.".formatted(holder));
            case ActOutcome.NotRouted() ->
                    ProblemException.busy(
                            "The lead is about to be routed; try again in a moment.",
                            Duration.ofSeconds(1));
            case ActOutcome.Over() -> ProblemException.conflict("The work on this lead is over.");
            case ActOutcome.PartOfAnother() ->
                    ProblemException.conflict(
                            "The lead is part of another lead, which goes on: its 'merged' says of"
                                    + " which.");
            case ActOutcome.GoesOn() ->
                    ProblemException.conflict("The work on this lead is not over.");
            case ActOutcome.Accepted(var holder) ->
                    ProblemException.conflict(
                            "The rep '%s' has accepted this lead.".formatted(holder));
            case ActOutcome.Locked(var until) ->
                    ProblemException.conflict("The lead is locked until %s.".formatted(until));
            case ActOutcome.Lapsed(var at) ->
                    ProblemException.conflict("The offer lapsed at %s.".formatted(at));
            case ActOutcome.Full(var rep) ->
                    ProblemException.conflict(
                            "The rep '%s' has no room for another lead.".formatted(rep));
            case ActOutcome.NobodyLeft() ->
                    ProblemException.conflict("Nobody is left who could take this lead.");
            case ActOutcome.Done() ->
                    throw new IllegalArgumentException("there is no problem in what is done");
        };
    }

    /** Its address is that of another lead; null when that may not be told. */
    static ProblemException ofAnother(@Nullable LeadId other) {
        return ProblemException.conflict(
                other == null
                        ? "Another lead has this e-mail address: the two would be one."
                        : "The lead '%s' has this e-mail address: the two would be one."
                                .formatted(other));
    }

    /** It was merged before. */
    static ProblemException partOfAnother(LeadId part) {
        return ProblemException.conflict(
                "The lead '%s' is part of another lead already.".formatted(part));
    }

    /** What it says is not what was seen. */
    static ProblemException overtaken(Set<String> fields) {
        return ProblemException.conflict(
                "What the lead says has changed meanwhile: %s."
                        .formatted(String.join(", ", fields)));
    }
}
