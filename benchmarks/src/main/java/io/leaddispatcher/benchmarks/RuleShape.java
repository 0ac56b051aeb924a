package io.leaddispatcher.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks; each engine says it in its own language.
 *
 * @param source null: any
 */
record RuleShape(
        String country,
        List<String> industries,
        int fromEmployees,
        int toEmployees,
        String product,
        @Nullable String source) {

    RuleShape {
        industries = List.copyOf(industries);
    }
}
