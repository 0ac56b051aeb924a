package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.policy.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * What columns cannot say of an alternative, to be asked when everything else holds: distinct
 * leaves by their numbers, each of which is put to a lead once at most.
 */
sealed interface Residue {

    boolean holds(LeadReading reading);

    record Leaf(int number) implements Residue {
        @Override
        public boolean holds(LeadReading reading) {
            return reading.holds(number);
        }
    }

    record Not(Residue part) implements Residue {
        @Override
        public boolean holds(LeadReading reading) {
            return !part.holds(reading);
        }
    }

    record All(List<Residue> parts) implements Residue {
        @Override
        public boolean holds(LeadReading reading) {
            for (int index = 0; index < parts.size(); index++) {
                if (!parts.get(index).holds(reading)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Any(List<Residue> parts) implements Residue {
        @Override
        public boolean holds(LeadReading reading) {
            for (int index = 0; index < parts.size(); index++) {
                if (parts.get(index).holds(reading)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A whole condition. */
    static Residue of(Condition condition, Leaves leaves) {
        return switch (condition) {
            case Condition.Leaf leaf -> new Leaf(leaves.number(leaf));
            case Condition.Not(var part) -> new Not(of(part, leaves));
            case Condition.All(var parts) -> new All(of(parts, leaves));
            case Condition.Any(var parts) -> new Any(of(parts, leaves));
        };
    }

    private static List<Residue> of(List<Condition> parts, Leaves leaves) {
        return parts.stream().map(part -> of(part, leaves)).toList();
    }

    /** Literals that must all hold. */
    static Residue of(Iterable<Literal> literals, Leaves leaves) {
        List<Residue> parts = new ArrayList<>();
        for (Literal literal : literals) {
            Residue leaf = new Leaf(leaves.number(literal.leaf()));
            parts.add(literal.negated() ? new Not(leaf) : leaf);
        }
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }
}
