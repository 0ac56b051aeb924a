package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Formula.And;
import io.leaddispatcher.domain.analysis.Formula.Answer;
import io.leaddispatcher.domain.analysis.Formula.Or;
import java.util.ArrayList;
import java.util.List;

/**
 * The leads of which a formula holds, as a few states of which one holds; for telling quickly that
 * two formulas have no lead in common.
 */
record Boxes(List<State> states, boolean isComplete) {

    private static final int MOST = 16;

    Boxes {
        states = List.copyOf(states);
    }

    static Boxes of(Formula formula, FieldDomains domains) {
        List<State> states = spread(formula, List.of(new State(domains)));
        return new Boxes(states, states.size() <= MOST);
    }

    private static List<State> spread(Formula formula, List<State> from) {
        if (from.size() > MOST) {
            return from;
        }
        List<State> next = new ArrayList<>();
        switch (formula) {
            case Answer answer ->
                    from.forEach(state -> {
                        State narrowed = state.copy();
                        if (narrowed.assume(answer)) {
                            next.add(narrowed);
                        }
                    });
            case And(var parts) -> {
                List<State> narrowed = from;
                for (Formula part : parts) {
                    narrowed = spread(part, narrowed);
                }
                return narrowed;
            }
            case Or(var parts) -> {
                for (Formula part : parts) {
                    next.addAll(spread(part, from));
                    if (next.size() > MOST) {
                        return next;
                    }
                }
            }
        }
        return next;
    }

    /** Whether it is certain that both have no lead in common. */
    boolean areApartFrom(Boxes other) {
        if (!isComplete || !other.isComplete) {
            return false;
        }
        for (State one : states) {
            for (State two : other.states) {
                if (!one.excludes(two)) {
                    return false;
                }
            }
        }
        return true;
    }
}
