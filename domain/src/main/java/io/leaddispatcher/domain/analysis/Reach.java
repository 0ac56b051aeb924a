package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Search.Outcome;
import io.leaddispatcher.domain.policy.NamedLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for leads that some rules ask for and others do not. Of many others only those are reasoned
 * about that a lead was caught by, one after the other.
 */
final class Reach {

    private static final int MOST_CATCHES = 400;

    private final Search search;
    private final NamedLists lists;

    /**
     * What was found.
     *
     * @param caughtBy the rules that were reasoned about: together they leave no lead when there is
     *     none
     */
    record Answer(Outcome outcome, List<RankedRule> caughtBy) {

        Optional<Sample> sample() {
            return outcome instanceof Outcome.Found(var sample)
                    ? Optional.of(sample)
                    : Optional.empty();
        }

        boolean isImpossible() {
            return outcome instanceof Outcome.Nothing;
        }
    }

    Reach(Search search, NamedLists lists) {
        this.search = search;
        this.lists = lists;
    }

    /** A lead that all of the wanted rules ask for and none of the avoided ones. */
    Answer find(List<RankedRule> wanted, List<RankedRule> avoided) {
        List<Formula> formulas = new ArrayList<>();
        wanted.forEach(rule -> formulas.add(rule.holds()));
        List<RankedRule> caughtBy = new ArrayList<>();
        while (true) {
            Outcome outcome =
                    search.find(
                            formulas,
                            sample ->
                                    wanted.stream().allMatch(rule -> rule.matches(sample, lists))
                                            && caughtBy.stream()
                                                    .noneMatch(
                                                            rule -> rule.matches(sample, lists)));
            Optional<RankedRule> catcher =
                    outcome instanceof Outcome.Found(var sample)
                            ? first(avoided, sample)
                            : Optional.empty();
            if (catcher.isEmpty()) {
                return outcome instanceof Outcome.Unknown
                        ? ruledOut(formulas, avoided)
                        : new Answer(outcome, caughtBy);
            }
            if (caughtBy.size() >= MOST_CATCHES) {
                return new Answer(new Outcome.Unknown(), caughtBy);
            }
            caughtBy.add(catcher.get());
            formulas.add(catcher.get().passes());
        }
    }

    /** No lead comes to mind; there may be a proof all the same that others take each. */
    private Answer ruledOut(List<Formula> formulas, List<RankedRule> avoided) {
        List<RankedRule> all = avoided.subList(0, Math.min(MOST_CATCHES, avoided.size()));
        List<Formula> without = new ArrayList<>(formulas);
        all.forEach(rule -> without.add(rule.passes()));
        return new Answer(search.find(without, _ -> false), all);
    }

    /** The first of some rules that takes a lead. */
    Optional<RankedRule> first(List<RankedRule> rules, Sample sample) {
        return rules.stream().filter(rule -> rule.takes(sample, lists)).findFirst();
    }
}
