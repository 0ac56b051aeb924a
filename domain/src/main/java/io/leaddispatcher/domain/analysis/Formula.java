package io.leaddispatcher.domain.analysis;

import java.util.ArrayList;
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
        List<Formula> wanted = new ArrayList<>(parts.size());
        for (Formula part : parts) {
            if (part.equals(FALSE)) {
                return FALSE;
            }
            if (part instanceof And(var inner)) {
                wanted.addAll(inner);
            } else {
                wanted.add(part);
            }
        }
        return wanted.size() == 1 ? wanted.getFirst() : new And(wanted);
    }

    static Formula or(List<Formula> parts) {
        List<Formula> possible = new ArrayList<>(parts.size());
        for (Formula part : parts) {
            if (part.equals(TRUE)) {
                return TRUE;
            }
            if (part instanceof Or(var inner)) {
                possible.addAll(inner);
            } else {
                possible.add(part);
            }
        }
        return possible.size() == 1 ? possible.getFirst() : new Or(possible);
    }
}
