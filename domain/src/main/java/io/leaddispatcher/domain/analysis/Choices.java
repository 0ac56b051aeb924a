package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.analysis.ValueTest.Within;
import io.leaddispatcher.domain.analysis.ValueTest.Written;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of a field that knows only so many: countries, days of the week, territories. */
record Choices(List<Choice> left) implements Demand {

    /**
     * One value.
     *
     * @param rank its place among all values of the field
     * @param value as a lead carries it
     * @param keys what it equals
     * @param number what it is when it is compared; null when it is in no order
     * @param text how it is written
     */
    record Choice(
            int rank,
            Object value,
            ImmutableSet<Object> keys,
            @Nullable BigDecimal number,
            String text) {

        Choice(Object value, ImmutableSet<Object> keys, @Nullable BigDecimal number, String text) {
            this(0, value, keys, number, text);
        }

        private Choice at(int place) {
            return new Choice(place, value, keys, number, text);
        }
    }

    Choices {
        left = List.copyOf(left);
    }

    /** All values of a field, in order. */
    static Choices of(Stream<Choice> all) {
        List<Choice> ranked = new ArrayList<>();
        all.forEach(choice -> ranked.add(choice.at(ranked.size())));
        return new Choices(ranked);
    }

    @Override
    public @Nullable Demand and(ValueTest test, boolean holds) {
        List<Choice> next = new ArrayList<>(left.size());
        for (Choice choice : left) {
            if (holds(test, choice) == holds) {
                next.add(choice);
            }
        }
        return next.isEmpty() ? null : next.size() == left.size() ? this : new Choices(next);
    }

    private static boolean holds(ValueTest test, Choice choice) {
        return switch (test) {
            case ValueTest.Present _ -> true;
            case OneOf(var values) -> !Collections.disjoint(choice.keys(), values);
            case Within(Range<BigDecimal> range) ->
                    choice.number() != null && range.contains(choice.number());
            case Written written ->
                    written.holds(choice.keys().iterator().next().toString(), choice.text());
            case ValueTest.Near _ -> false;
        };
    }

    @Override
    public List<Object> examples() {
        return left.stream().map(Choice::value).toList();
    }

    @Override
    public boolean excludes(Demand other) {
        if (!(other instanceof Choices(List<Choice> others))) {
            return false;
        }
        int mine = 0;
        int its = 0;
        while (mine < left.size() && its < others.size()) {
            int difference = Integer.compare(left.get(mine).rank(), others.get(its).rank());
            if (difference == 0) {
                return false;
            }
            if (difference < 0) {
                mine++;
            } else {
                its++;
            }
        }
        return true;
    }
}
