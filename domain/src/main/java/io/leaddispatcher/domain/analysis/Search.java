package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Formula.And;
import io.leaddispatcher.domain.analysis.Formula.Answer;
import io.leaddispatcher.domain.analysis.Formula.Or;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a lead of which some formulas hold, branch by branch. That there is none is said only
 * when every branch ended in a contradiction; a lead is found only when the real conditions agree.
 */
final class Search {

    /** What a single question may cost, and what all of an analysis may. */
    private static final int MOST_STEPS_EACH = 60_000;

    private static final int STEPS_OF_A_SAMPLE = 60;
    private static final int MOST_SAMPLES_OF_A_BRANCH = 24;

    private final FieldDomains domains;
    private final SampleMaker maker;
    private final AtomicInteger stepsLeft;
    private final AtomicBoolean wasCutShort = new AtomicBoolean();

    sealed interface Outcome {

        record Found(Sample sample) implements Outcome {}

        /** No lead can be so. */
        record Nothing() implements Outcome {}

        /** None was found, and none was ruled out. */
        record Unknown() implements Outcome {}
    }

    Search(FieldDomains domains, SampleMaker maker, int steps) {
        this.domains = domains;
        this.maker = maker;
        this.stepsLeft = new AtomicInteger(steps);
    }

    /** Whether there was not enough time for all that was asked. */
    boolean wasCutShort() {
        return wasCutShort.get();
    }

    boolean isSpent() {
        return stepsLeft.get() <= 0;
    }

    /**
     * A lead of which all formulas hold.
     *
     * @param really whether the real conditions say so too
     */
    Outcome find(List<Formula> wanted, Predicate<Sample> really) {
        Run run = new Run(really, Math.min(MOST_STEPS_EACH, stepsLeft.get()));
        Sample found = run.from(new State(domains), wanted);
        stepsLeft.addAndGet(-run.spent.get());
        if (run.isSpent()) {
            wasCutShort.set(true);
        }
        return found != null
                ? new Outcome.Found(found)
                : run.isUncertain.get() ? new Outcome.Unknown() : new Outcome.Nothing();
    }

    /** The answer to one question. */
    private final class Run {

        private final Predicate<Sample> really;
        private final int most;
        private final AtomicInteger spent = new AtomicInteger();
        private final AtomicBoolean isUncertain = new AtomicBoolean();

        private Run(Predicate<Sample> really, int most) {
            this.really = really;
            this.most = most;
        }

        private boolean isSpent() {
            return spent.get() >= most;
        }

        private @Nullable Sample from(State state, List<Formula> wanted) {
            List<Or> open = new ArrayList<>();
            for (Formula each : wanted) {
                if (!assume(each, state, open)) {
                    return null;
                }
            }
            return solve(state, open);
        }

        private boolean assume(Formula formula, State state, List<Or> open) {
            spent.incrementAndGet();
            return switch (formula) {
                case Answer answer -> state.assume(answer);
                case And(var parts) -> {
                    for (Formula part : parts) {
                        if (!assume(part, state, open)) {
                            yield false;
                        }
                    }
                    yield true;
                }
                case Or or -> {
                    open.add(or);
                    yield !or.parts().isEmpty();
                }
            };
        }

        /** Settles what can be settled without a choice, then tries the narrowest choice. */
        private @Nullable Sample solve(State state, List<Or> open) {
            Or chosen = null;
            List<Formula> choice = List.of();
            boolean again = true;
            while (again) {
                again = false;
                chosen = null;
                List<Or> forced = new ArrayList<>();
                for (Iterator<Or> each = open.iterator(); each.hasNext(); ) {
                    Or or = each.next();
                    List<Formula> options = options(or, state);
                    if (options == null) {
                        each.remove();
                    } else if (options.isEmpty()) {
                        return null;
                    } else if (options.size() == 1) {
                        each.remove();
                        if (!assume(options.getFirst(), state, forced)) {
                            return null;
                        }
                        again = true;
                    } else if (chosen == null || options.size() < choice.size()) {
                        chosen = or;
                        choice = options;
                    }
                }
                open.addAll(forced);
            }
            if (isSpent()) {
                isUncertain.set(true);
                return null;
            }
            open.remove(chosen);
            return chosen == null ? sample(state) : branch(choice, state, open);
        }

        private @Nullable Sample branch(List<Formula> choice, State state, List<Or> open) {
            for (Formula option : choice) {
                State next = state.copy();
                List<Or> stillOpen = new ArrayList<>(open);
                if (assume(option, next, stillOpen)) {
                    Sample found = solve(next, stillOpen);
                    if (found != null || isSpent()) {
                        if (found == null) {
                            isUncertain.set(true);
                        }
                        return found;
                    }
                }
            }
            return null;
        }

        /** What of an alternative is left; null when it holds already. */
        private @Nullable List<Formula> options(Or or, State state) {
            List<Formula> options = new ArrayList<>(or.parts().size());
            for (Formula part : or.parts()) {
                spent.incrementAndGet();
                if (isCertain(part, state)) {
                    return null;
                }
                if (isPossible(part, state)) {
                    options.add(part);
                }
            }
            return options;
        }

        private static boolean isCertain(Formula formula, State state) {
            return switch (formula) {
                case Answer answer -> state.isAsked(answer.field()) && state.implies(answer);
                case And(var parts) -> parts.stream().allMatch(part -> isCertain(part, state));
                case Or(var parts) -> parts.stream().anyMatch(part -> isCertain(part, state));
            };
        }

        private static boolean isPossible(Formula formula, State state) {
            return switch (formula) {
                case Answer answer -> state.allows(answer);
                case And(var parts) -> parts.stream().allMatch(part -> isPossible(part, state));
                case Or(var parts) -> parts.stream().anyMatch(part -> isPossible(part, state));
            };
        }

        private @Nullable Sample sample(State state) {
            List<State> placed = Links.placed(state, domains);
            if (placed.isEmpty()) {
                return null;
            }
            // Not by an iterator, which would have a whole row of samples made for the first one.
            Optional<Sample> found =
                    placed.stream()
                            .flatMap(maker::samples)
                            .limit(MOST_SAMPLES_OF_A_BRANCH)
                            .filter(this::isReal)
                            .findFirst();
            if (found.isEmpty()) {
                isUncertain.set(true);
            }
            return found.orElse(null);
        }

        private boolean isReal(Sample sample) {
            spent.addAndGet(STEPS_OF_A_SAMPLE);
            return really.test(sample);
        }
    }
}
