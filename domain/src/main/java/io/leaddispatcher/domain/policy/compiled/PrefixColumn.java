package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.policy.LeafTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a text starts. A table of all prefixes is asked once for each length that one of them has.
 */
final class PrefixColumn implements Column {

    private final String field;
    private final FieldType type;
    private final int size;
    private final Verdict whenMissing;
    private final long[] anyOther;
    private final Map<String, Toggles> known = new HashMap<>();
    private final int[] lengths;

    PrefixColumn(String field, List<Placed> literals, int alternatives) {
        this.field = field;
        this.type = literals.getFirst().literal().leaf().type();
        this.size = literals.size();
        long[] missing = Masks.full(alternatives);
        this.anyOther = Masks.full(alternatives);
        Map<String, List<Integer>> places = new HashMap<>();
        for (Placed literal : literals) {
            if (literal.isPositive()) {
                Masks.clear(missing, literal.place());
                Masks.clear(anyOther, literal.place());
            }
            String prefix = ((LeafTest.StartingWith) literal.test()).folded();
            places.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(literal.place());
        }
        this.whenMissing = Verdict.of(missing, null);
        TreeSet<Integer> found = new TreeSet<>();
        places.forEach((prefix, of) -> {
            found.add(prefix.length());
            known.put(prefix, Toggles.of(of.stream().mapToInt(Integer::intValue).toArray()));
        });
        this.lengths = found.stream().mapToInt(Integer::intValue).toArray();
    }

    static boolean takes(LeafTest test) {
        return test instanceof LeafTest.StartingWith;
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
        return value instanceof FieldValue.Text(var text)
                ? Verdict.of(anyOther, toggles(TextFolding.fold(text)))
                : whenMissing;
    }

    private @Nullable Toggles toggles(String folded) {
        List<Toggles> hit = new ArrayList<>();
        for (int length : lengths) {
            if (length > folded.length()) {
                break;
            }
            Toggles toggles = known.get(folded.substring(0, length));
            if (toggles != null) {
                hit.add(toggles);
            }
        }
        return Toggles.union(hit, anyOther.length);
    }
}
