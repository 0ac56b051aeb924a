package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.policy.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Distinct leaves and their numbers. Not thread-safe while numbers are given. */
final class Leaves {

    private final Map<Condition.Leaf, Integer> numbers = new HashMap<>();
    private final List<Condition.Leaf> all = new ArrayList<>();

    int number(Condition.Leaf leaf) {
        return numbers.computeIfAbsent(
                leaf,
                added -> {
                    all.add(added);
                    return all.size() - 1;
                });
    }

    Condition.Leaf get(int number) {
        return all.get(number);
    }

    int count() {
        return all.size();
    }
}
