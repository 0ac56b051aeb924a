package io.leaddispatcher.domain.analysis;

import java.util.List;

/** A condition as a tree without negations but at its leaves. */
sealed interface Formula {

    Formula TRUE = new And(List.of());
    Formula FALSE = new Or(List.of());

    record And(List<Formula> parts) implements Formula {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Formula> parts) implements Formula {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** A test of a field that holds, or does not. */
    record Answer(String field, ValueTest test, boolean holds) implements Formula {}

    static Formula and(List<Formula> parts) {
        List<Formula> wanted = parts.stream().filter(part -> !part.equals(TRUE)).toList();
        return wanted.contains(FALSE)
                ? FALSE
                : wanted.size() == 1 ? wanted.getFirst() : new And(wanted);
    }

    static Formula or(List<Formula> parts) {
        List<Formula> possible = parts.stream().filter(part -> !part.equals(FALSE)).toList();
        return possible.contains(TRUE)
                ? TRUE
                : possible.size() == 1 ? possible.getFirst() : new Or(possible);
    }
}
