package io.leaddispatcher.domain.policy.compiled;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings alternatives that ask for the same value next to each other, so that a lead's value
 * concerns few words. By the slot that leaves least to look at: with n of N alternatives having a
 * literal there, c(v) of them for the value v, that is the sum of c(v)² / n plus the N − n that
 * have none.
 */
final class Neighbours {

    private static final String NONE = "";

    private Neighbours() {}

    /** The same in that order; those of one value in the order of their rules. */
    static List<Alternative> sorted(List<Alternative> alternatives) {
        Slot best = best(alternatives);
        if (best == null) {
            return alternatives;
        }
        List<Alternative> sorted = new ArrayList<>(alternatives);
        sorted.sort(
                Comparator.comparing((Alternative one) -> value(one, best))
                        .thenComparingInt(Alternative::rule));
        return sorted;
    }

    private static @Nullable Slot best(List<Alternative> alternatives) {
        Map<Slot, Multiset<String>> values = new HashMap<>();
        for (Alternative one : alternatives) {
            for (Slot slot : one.literals().keySet()) {
                String value = value(one, slot);
                if (!value.equals(NONE)) {
                    values.computeIfAbsent(slot, _ -> HashMultiset.create()).add(value);
                }
            }
        }
        return values.entrySet().stream()
                .min(
                        Comparator.comparingDouble((Map.Entry<Slot, Multiset<String>> slot) ->
                                        left(slot.getValue(), alternatives.size()))
                                .thenComparing(slot -> slot.getKey().field()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static double left(Multiset<String> values, int alternatives) {
        double squares = 0;
        for (Multiset.Entry<String> value : values.entrySet()) {
            squares += (double) value.getCount() * value.getCount();
        }
        return squares / values.size() + alternatives - values.size();
    }

    /** The first value that it asks for in a slot; none where it asks for none, or for another. */
    private static String value(Alternative one, Slot slot) {
        Literal literal = one.literals().get(slot);
        return literal == null || !literal.isPositive() || slot.kind() != Slot.Kind.VALUE
                ? NONE
                : ValueColumn.values(literal.test()).stream()
                        .map(String::valueOf)
                        .findFirst()
                        .orElse(NONE);
    }
}
