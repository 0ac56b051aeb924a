package io.leaddispatcher.domain.analysis;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.analysis.ValueTest.Within;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and instants that are left.
 *
 * @param usual what an example is when nothing speaks against it
 * @param step how far from a bound an example stands when the bound itself is out
 */
record Amounts(ImmutableRangeSet<BigDecimal> left, BigDecimal usual, BigDecimal step)
        implements Demand {

    /** A set of ranges that were shot full of holes has more of them than anybody wants to see. */
    private static final int MOST_RANGES = 8;

    static Amounts all(BigDecimal usual, BigDecimal step) {
        return new Amounts(ImmutableRangeSet.of(Range.all()), usual, step);
    }

    @Override
    public @Nullable Demand and(ValueTest test, boolean holds) {
        ImmutableRangeSet<BigDecimal> asked =
                switch (test) {
                    case Within(var range) -> ImmutableRangeSet.of(range);
                    case OneOf(var values) ->
                            ImmutableRangeSet.unionOf(
                                    values.stream()
                                            .map(value -> Range.singleton((BigDecimal) value))
                                            .toList());
                    default -> ImmutableRangeSet.of(Range.all());
                };
        ImmutableRangeSet<BigDecimal> next =
                holds ? left.intersection(asked) : left.difference(asked);
        return next.isEmpty() ? null : new Amounts(next, usual, step);
    }

    @Override
    public List<Object> examples() {
        Set<BigDecimal> found = new LinkedHashSet<>();
        if (left.contains(usual)) {
            found.add(usual);
        }
        left.asRanges().stream().limit(MOST_RANGES).forEach(range -> add(range, found));
        return new ArrayList<>(found);
    }

    private void add(Range<BigDecimal> range, Set<BigDecimal> found) {
        List<BigDecimal> near = new ArrayList<>();
        if (range.hasLowerBound()) {
            BigDecimal low = range.lowerEndpoint();
            if (range.lowerBoundType() == BoundType.CLOSED) {
                near.add(low);
            }
            near.add(low.add(step));
        }
        if (range.hasUpperBound()) {
            near.add(range.upperEndpoint().subtract(step));
            near.add(range.upperEndpoint());
        }
        if (range.hasLowerBound() && range.hasUpperBound()) {
            near.add(
                    range.lowerEndpoint()
                            .add(range.upperEndpoint())
                            .divide(BigDecimal.TWO, MathContext.DECIMAL128)
                            .stripTrailingZeros());
        }
        near.stream().filter(range).forEach(found::add);
    }

    @Override
    public boolean excludes(Demand other) {
        return other instanceof Amounts(var others, _, _)
                && (!left.span().isConnected(others.span()) || left.intersection(others).isEmpty());
    }
}
