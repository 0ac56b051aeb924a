package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.policy.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A condition as alternatives, each a row of literals that must all hold (disjunctive normal form:
 * negations are pushed down by De Morgan's laws, conjunctions multiplied out).
 */
final class NormalForm {

    /** Multiplying out can double with every group: beyond this the tree is kept as it is. */
    private static final int MOST_ALTERNATIVES = 32;

    private NormalForm() {}

    /** Empty when there were too many alternatives; without any the condition never holds. */
    static Optional<List<List<Literal>>> of(Condition condition) {
        return alternatives(condition, false);
    }

    /** Literals without which the condition cannot hold; perhaps not all of them. */
    static List<Literal> necessary(Condition condition) {
        List<Literal> found = new ArrayList<>();
        collect(condition, false, found);
        return found;
    }

    private static void collect(Condition condition, boolean negated, List<Literal> into) {
        switch (condition) {
            case Condition.Leaf leaf -> into.add(new Literal(leaf, negated));
            case Condition.Not(var part) -> collect(part, !negated, into);
            case Condition.All(var parts) when !negated || parts.size() == 1 ->
                    parts.forEach(part -> collect(part, negated, into));
            case Condition.Any(var parts) when negated || parts.size() == 1 ->
                    parts.forEach(part -> collect(part, negated, into));
            case Condition.All _, Condition.Any _ -> {
                // One of several: none of them is necessary.
            }
        }
    }

    private static Optional<List<List<Literal>>> alternatives(
            Condition condition, boolean negated) {
        return switch (condition) {
            case Condition.Leaf leaf -> Optional.of(List.of(List.of(new Literal(leaf, negated))));
            case Condition.Not(var part) -> alternatives(part, !negated);
            case Condition.All(var parts) -> negated ? either(parts, true) : both(parts, false);
            case Condition.Any(var parts) -> negated ? both(parts, true) : either(parts, false);
        };
    }

    private static Optional<List<List<Literal>>> either(List<Condition> parts, boolean negated) {
        List<List<Literal>> all = new ArrayList<>();
        for (Condition part : parts) {
            Optional<List<List<Literal>>> some = alternatives(part, negated);
            if (some.isEmpty() || all.size() + some.get().size() > MOST_ALTERNATIVES) {
                return Optional.empty();
            }
            all.addAll(some.get());
        }
        return Optional.of(all);
    }

    private static Optional<List<List<Literal>>> both(List<Condition> parts, boolean negated) {
        List<List<Literal>> all = List.of(List.of());
        for (Condition part : parts) {
            Optional<List<List<Literal>>> some = alternatives(part, negated);
            if (some.isEmpty() || all.size() * some.get().size() > MOST_ALTERNATIVES) {
                return Optional.empty();
            }
            all = product(all, some.get());
        }
        return Optional.of(all);
    }

    private static List<List<Literal>> product(
            List<List<Literal>> lefts, List<List<Literal>> rights) {
        List<List<Literal>> all = new ArrayList<>(lefts.size() * rights.size());
        for (List<Literal> left : lefts) {
            for (List<Literal> right : rights) {
                List<Literal> row = new ArrayList<>(left);
                row.addAll(right);
                all.add(row);
            }
        }
        return all;
    }
}
