package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.policy.LeafTest;
import io.leaddispatcher.domain.policy.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a policy taken apart, and sorted into columns. */
final class Alternatives {

    /**
     * Of literals of one kind on one field in one alternative; further ones are asked one by one.
     */
    private static final int MOST_LAYERS = 4;

    private enum Kind {
        VALUE,
        RANGE,
        PREFIX
    }

    /** Where a literal goes: an alternative has one at most in each. */
    private record Slot(String field, Kind kind, int layer) {}

    private final Leaves leaves = new Leaves();
    private final List<Integer> rules = new ArrayList<>();
    private final List<@Nullable Residue> residues = new ArrayList<>();
    private final Map<Slot, List<Placed>> slots = new LinkedHashMap<>();
    private final int[] firstOfRules;

    private Alternatives(int rules) {
        firstOfRules = new int[rules];
    }

    static Alternatives of(List<Rule> rules) {
        Alternatives all = new Alternatives(rules.size());
        for (int index = 0; index < rules.size(); index++) {
            all.firstOfRules[index] = all.rules.size();
            if (!rules.get(index).disabled()) {
                all.add(index, rules.get(index));
            }
        }
        return all;
    }

    private void add(int index, Rule rule) {
        Optional<List<List<Literal>>> form = NormalForm.of(rule.when());
        if (form.isPresent()) {
            form.get().forEach(literals -> add(index, literals, null));
        } else {
            add(index, NormalForm.necessary(rule.when()), Residue.of(rule.when(), leaves));
        }
    }

    /**
     * @param whole what is to be asked in the end in any case; null: what the columns do not say
     */
    private void add(int rule, List<Literal> literals, @Nullable Residue whole) {
        int place = rules.size();
        List<Literal> rest = new ArrayList<>();
        Map<Slot, Integer> taken = new HashMap<>();
        for (Literal literal : literals) {
            Kind kind = kind(literal.test());
            if (kind == null) {
                rest.add(literal);
                continue;
            }
            int layer = taken.merge(new Slot(literal.leaf().field(), kind, 0), 1, Integer::sum) - 1;
            if (layer < MOST_LAYERS) {
                slots.computeIfAbsent(
                                new Slot(literal.leaf().field(), kind, layer),
                                _ -> new ArrayList<>())
                        .add(new Placed(place, literal));
            } else {
                rest.add(literal);
            }
        }
        rules.add(rule);
        residues.add(whole != null || rest.isEmpty() ? whole : Residue.of(rest, leaves));
    }

    private static @Nullable Kind kind(LeafTest test) {
        if (ValueColumn.takes(test)) {
            return Kind.VALUE;
        }
        if (RangeColumn.takes(test)) {
            return Kind.RANGE;
        }
        return PrefixColumn.takes(test) ? Kind.PREFIX : null;
    }

    int count() {
        return rules.size();
    }

    /** The first alternative of each rule, or of one after it when it has none. */
    int[] firstOfRules() {
        return firstOfRules;
    }

    /** The rule of each alternative. */
    int[] rules() {
        return rules.stream().mapToInt(Integer::intValue).toArray();
    }

    @Nullable Residue[] residues() {
        return residues.toArray(new Residue[0]);
    }

    Leaves leaves() {
        return leaves;
    }

    /** Those that rule out most come first: after them there is little left to be looked at. */
    List<Column> columns() {
        return slots.entrySet().stream()
                .map(slot -> column(slot.getKey(), slot.getValue()))
                .sorted(Comparator.comparingInt(Column::size).reversed())
                .toList();
    }

    private Column column(Slot slot, List<Placed> literals) {
        return switch (slot.kind()) {
            case VALUE -> new ValueColumn(slot.field(), literals, count());
            case RANGE -> RangeColumn.of(slot.field(), literals, count());
            case PREFIX -> new PrefixColumn(slot.field(), literals, count());
        };
    }
}
