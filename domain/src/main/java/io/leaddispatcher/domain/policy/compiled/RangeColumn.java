package io.leaddispatcher.domain.policy.compiled;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.policy.LeafTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a value lies between the bounds of all ranges. Between two neighbouring bounds, and on each
 * bound, the same ranges hold: bounds b0 &lt; b1 &lt; … make the intervals (…, b0), [b0, b0], (b0,
 * b1), …, which are counted from 0. A value finds its interval by bisection.
 *
 * @param <C> what the values are compared as
 */
final class RangeColumn<C extends Comparable<? super C>> implements Column {

    /** So many words of masks may a policy spend, then neighbouring intervals share one. */
    private static final int MOST_WORDS = 1 << 20;

    private final String field;
    private final FieldType type;
    private final int size;
    private final Verdict whenMissing;
    private final Function<FieldValue, C> measure;
    private final List<C> bounds;
    private final List<Verdict> intervals = new ArrayList<>();

    private RangeColumn(
            String field,
            List<Placed> literals,
            List<LeafTest.Within<C>> ranges,
            int alternatives,
            int share) {
        this.field = field;
        this.type = literals.getFirst().literal().leaf().type();
        this.size = literals.size();
        this.measure = ranges.getFirst().measure();
        this.bounds = bounds(ranges);
        long[] missing = Masks.full(alternatives);
        int count = 2 * bounds.size() + 1;
        List<List<Integer>> flips = new ArrayList<>();
        for (int interval = 0; interval < count; interval++) {
            flips.add(new ArrayList<>());
        }
        long[] running = Masks.full(alternatives);
        for (int index = 0; index < literals.size(); index++) {
            Placed literal = literals.get(index);
            if (literal.isPositive()) {
                Masks.clear(missing, literal.place());
                Masks.clear(running, literal.place());
            }
            flip(ranges.get(index).range(), literal.place(), flips);
        }
        this.whenMissing = Verdict.of(missing, null);
        sweep(running, flips, share);
    }

    /**
     * How many neighbouring intervals share a mask.
     *
     * @param intervals of all fields of the policy together
     */
    static int share(long intervals, int alternatives) {
        long words = intervals * Masks.words(alternatives);
        return Math.toIntExact(Math.max(1, Math.ceilDiv(words, MOST_WORDS)));
    }

    /** How many intervals the bounds of literals make that all ask for one field. */
    static <C extends Comparable<? super C>> int intervals(List<Placed> literals) {
        List<LeafTest.Within<C>> ranges = ranges(literals);
        return 2 * bounds(ranges).size() + 1;
    }

    /**
     * Of literals that all ask {@link LeafTest.Within} of one field.
     *
     * @param share see {@link #share}
     */
    static <C extends Comparable<? super C>> RangeColumn<C> of(
            String field, List<Placed> literals, int alternatives, int share) {
        List<LeafTest.Within<C>> ranges = ranges(literals);
        return new RangeColumn<>(field, literals, ranges, alternatives, share);
    }

    @SuppressWarnings("unchecked") // All ranges of a field are compared as the same.
    private static <C extends Comparable<? super C>> List<LeafTest.Within<C>> ranges(
            List<Placed> literals) {
        List<LeafTest.Within<C>> ranges = new ArrayList<>();
        literals.forEach(literal -> ranges.add((LeafTest.Within<C>) literal.test()));
        return ranges;
    }

    static boolean takes(LeafTest test) {
        return test instanceof LeafTest.Within<?>;
    }

    private static <C extends Comparable<? super C>> List<C> bounds(
            List<LeafTest.Within<C>> ranges) {
        TreeSet<C> bounds = new TreeSet<>();
        for (LeafTest.Within<C> within : ranges) {
            Range<C> range = within.range();
            if (range.hasLowerBound()) {
                bounds.add(range.lowerEndpoint());
            }
            if (range.hasUpperBound()) {
                bounds.add(range.upperEndpoint());
            }
        }
        return List.copyOf(bounds);
    }

    /** Notes in which intervals a range begins, and after which it ends. */
    private void flip(Range<C> range, int place, List<List<Integer>> flips) {
        int first =
                range.hasLowerBound()
                        ? interval(range.lowerEndpoint())
                                + (range.lowerBoundType() == BoundType.OPEN ? 1 : 0)
                        : 0;
        int last =
                range.hasUpperBound()
                        ? interval(range.upperEndpoint())
                                - (range.upperBoundType() == BoundType.OPEN ? 1 : 0)
                        : flips.size() - 1;
        if (first <= last) {
            flips.get(first).add(place);
            if (last + 1 < flips.size()) {
                flips.get(last + 1).add(place);
            }
        }
    }

    private void sweep(long[] running, List<List<Integer>> flips, int share) {
        long[] shared = running;
        for (int interval = 0; interval < flips.size(); interval++) {
            flips.get(interval).forEach(place -> Masks.flip(running, place));
            if (interval % share == 0) {
                shared = running.clone();
            }
            intervals.add(Verdict.sharing(shared, Toggles.between(running, shared)));
        }
    }

    private int interval(C value) {
        int low = 0;
        int high = bounds.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = bounds.get(middle).compareTo(value);
            if (compared == 0) {
                return 2 * middle + 1;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 2 * low;
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
        return value == null ? whenMissing : intervals.get(interval(measure.apply(value)));
    }
}
