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

/** Takes the rules of a policy apart. */
final class Alternatives {

    /**
     * Of literals of one kind on one field in one alternative; further ones are asked one by one.
     */
    private static final int MOST_LAYERS = 4;

    /** So many values may a rule name in its alternatives together; beyond it stays whole. */
    private static final int MOST_VALUES = 512;

    private final Leaves leaves = new Leaves();
    private final List<Alternative> all = new ArrayList<>();

    /** Those of all rules that are not switched off, like next to like. */
    List<Alternative> of(List<Rule> rules) {
        for (int index = 0; index < rules.size(); index++) {
            if (!rules.get(index).disabled()) {
                add(index, rules.get(index));
            }
        }
        return Neighbours.sorted(all);
    }

    /** The leaves that the residues name. */
    Leaves leaves() {
        return leaves;
    }

    private void add(int index, Rule rule) {
        Optional<List<List<Literal>>> form = NormalForm.of(rule.when());
        if (form.filter(Alternatives::isBearable).isPresent()) {
            form.get().forEach(literals -> add(index, literals, null));
        } else {
            add(index, NormalForm.necessary(rule.when()), Residue.of(rule.when(), leaves));
        }
    }

    /** Multiplying out repeats the values of long lists. */
    private static boolean isBearable(List<List<Literal>> form) {
        return form.size() == 1
                || form.stream()
                                .flatMap(List::stream)
                                .mapToInt(literal -> ValueColumn.values(literal.test()).size())
                                .sum()
                        <= MOST_VALUES;
    }

    /**
     * @param whole what is to be asked in the end in any case; null: what the columns do not say
     */
    private void add(int rule, List<Literal> literals, @Nullable Residue whole) {
        List<Literal> rest = new ArrayList<>();
        Map<Slot, Literal> slots = new HashMap<>();
        for (Literal literal : literals) {
            Slot slot = slot(literal, slots);
            if (slot == null) {
                rest.add(literal);
            } else {
                slots.put(slot, literal);
            }
        }
        all.add(
                new Alternative(
                        rule,
                        slots,
                        whole != null || rest.isEmpty() ? whole : Residue.of(rest, leaves)));
    }

    /** Null when no column can answer it. */
    private static @Nullable Slot slot(Literal literal, Map<Slot, Literal> taken) {
        Slot.Kind kind = kind(literal.test());
        if (kind == null) {
            return null;
        }
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            Slot slot = new Slot(literal.leaf().field(), kind, layer);
            if (!taken.containsKey(slot)) {
                return slot;
            }
        }
        return null;
    }

    private static Slot.@Nullable Kind kind(LeafTest test) {
        if (ValueColumn.takes(test)) {
            return Slot.Kind.VALUE;
        }
        if (RangeColumn.takes(test)) {
            return Slot.Kind.RANGE;
        }
        return PrefixColumn.takes(test) ? Slot.Kind.PREFIX : null;
    }

    /** Those that rule out most come first: after them there is little left to be looked at. */
    static List<Column> columns(List<Alternative> alternatives) {
        Map<Slot, List<Placed>> slots = new LinkedHashMap<>();
        for (int place = 0; place < alternatives.size(); place++) {
            for (Map.Entry<Slot, Literal> slot : alternatives.get(place).literals().entrySet()) {
                slots.computeIfAbsent(slot.getKey(), _ -> new ArrayList<>())
                        .add(new Placed(place, slot.getValue()));
            }
        }
        long intervals =
                slots.entrySet().stream()
                        .filter(slot -> slot.getKey().kind() == Slot.Kind.RANGE)
                        .mapToLong(slot -> RangeColumn.intervals(slot.getValue()))
                        .sum();
        int share = RangeColumn.share(intervals, alternatives.size());
        return slots.entrySet().stream()
                .map(slot -> column(slot.getKey(), slot.getValue(), alternatives.size(), share))
                .sorted(
                        Comparator.comparingInt(Column::size)
                                .reversed()
                                // Their masks are the largest and seldom in the cache.
                                .thenComparing(RangeColumn.class::isInstance)
                                .thenComparing(Column::field))
                .toList();
    }

    private static Column column(Slot slot, List<Placed> literals, int alternatives, int share) {
        return switch (slot.kind()) {
            case VALUE -> new ValueColumn(slot.field(), literals, alternatives);
            case RANGE -> RangeColumn.of(slot.field(), literals, alternatives, share);
            case PREFIX -> new PrefixColumn(slot.field(), literals, alternatives);
        };
    }
}
