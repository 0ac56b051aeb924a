package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.policy.LeafTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which value it is, or that there is one: {@code eq ne in not_in exists missing}, by hashing. */
final class ValueColumn implements Column {

    private final String field;
    private final FieldType type;
    private final int size;
    private final long[] anyOther;
    private final Verdict whenMissing;
    private final Verdict whenAnyOther;
    private final Map<Object, Verdict> whenKnown = new HashMap<>();
    // Of fields that may have several values at once.
    private final Map<Object, Toggles> known = new HashMap<>();
    // Of what is compared as it is; null: compared as text.
    private final @Nullable Function<FieldValue, ?> measure;

    ValueColumn(String field, List<Placed> literals, int alternatives) {
        this.field = field;
        this.type = literals.getFirst().literal().leaf().type();
        this.size = literals.size();
        long[] missing = Masks.full(alternatives);
        this.anyOther = Masks.full(alternatives);
        Map<Object, List<Integer>> places = new HashMap<>();
        Function<FieldValue, ?> found = null;
        for (Placed literal : literals) {
            if (literal.test() instanceof LeafTest.OneOf<?> oneOf) {
                found = oneOf.measure();
            }
            boolean presence = literal.test() instanceof LeafTest.Present;
            if (literal.isPositive()) {
                Masks.clear(missing, literal.place());
            }
            if (literal.isPositive() != presence) {
                Masks.clear(anyOther, literal.place());
            }
            for (Object value : values(literal.test())) {
                places.computeIfAbsent(value, _ -> new ArrayList<>()).add(literal.place());
            }
        }
        this.measure = found;
        this.whenMissing = Verdict.of(missing, null);
        this.whenAnyOther = Verdict.of(anyOther, null);
        places.forEach((value, of) -> {
            Toggles toggles = Toggles.of(of.stream().mapToInt(Integer::intValue).toArray());
            known.put(value, toggles);
            whenKnown.put(value, Verdict.of(anyOther, toggles));
        });
    }

    static boolean takes(LeafTest test) {
        return test instanceof LeafTest.Present
                || test instanceof LeafTest.OneOfTexts
                || test instanceof LeafTest.OneOf<?>;
    }

    /** The values of which one is asked for; none when it is only asked whether there is one. */
    static Set<?> values(LeafTest test) {
        return switch (test) {
            case LeafTest.OneOfTexts(var folded) -> folded;
            case LeafTest.OneOf<?> oneOf -> oneOf.values();
            default -> Set.of();
        };
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public FieldType type() {
        return type;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Verdict of(@Nullable FieldValue value) {
        if (value == null) {
            return whenMissing;
        }
        if (known.isEmpty()) {
            return whenAnyOther;
        }
        if (measure != null) {
            return whenKnown.getOrDefault(measure.apply(value), whenAnyOther);
        }
        return switch (value) {
            case FieldValue.Text(var text) ->
                    whenKnown.getOrDefault(TextFolding.fold(text), whenAnyOther);
            case FieldValue.Items(var items) ->
                    items.size() == 1
                            ? whenKnown.getOrDefault(
                                    TextFolding.fold(items.getFirst()), whenAnyOther)
                            : Verdict.of(anyOther, union(items));
            default -> whenAnyOther;
        };
    }

    private @Nullable Toggles union(List<String> items) {
        Set<Toggles> hit = new HashSet<>();
        for (String item : items) {
            Toggles toggles = known.get(TextFolding.fold(item));
            if (toggles != null) {
                hit.add(toggles);
            }
        }
        return Toggles.union(hit, anyOther.length);
    }
}
