package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists that are left.
 *
 * @param needed of each of these sets the list has an element
 * @param refused of these it has none
 */
record Elements(List<ImmutableSet<Object>> needed, ImmutableSet<Object> refused) implements Demand {

    static final Elements ALL = new Elements(List.of(), ImmutableSet.of());

    private static final String ANY = "example";

    Elements {
        needed = List.copyOf(needed);
    }

    @Override
    public @Nullable Demand and(ValueTest test, boolean holds) {
        if (!(test instanceof OneOf(var values))) {
            return holds ? this : null;
        }
        List<ImmutableSet<Object>> nextNeeded = new ArrayList<>(needed);
        ImmutableSet<Object> nextRefused = refused;
        if (holds) {
            nextNeeded.add(values);
        } else {
            nextRefused =
                    ImmutableSet.<Object>builderWithExpectedSize(refused.size() + values.size())
                            .addAll(refused)
                            .addAll(values)
                            .build();
        }
        for (Set<Object> each : nextNeeded) {
            if (nextRefused.containsAll(each)) {
                return null;
            }
        }
        return new Elements(nextNeeded, nextRefused);
    }

    @Override
    public List<Object> examples() {
        Set<Object> elements = new LinkedHashSet<>();
        for (Set<Object> each : needed) {
            if (each.stream().noneMatch(elements::contains)) {
                each.stream()
                        .filter(element -> !refused.contains(element))
                        .findFirst()
                        .ifPresent(elements::add);
            }
        }
        if (elements.isEmpty()) {
            String free = ANY;
            while (refused.contains(free)) {
                free += "s";
            }
            elements.add(free);
        }
        return List.of(new ArrayList<>(elements));
    }
}
