package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.application.monitoring.port.Checks.Found;
import java.util.List;

/**
 * A check with what it has found.
 *
 * @param count how often it is amiss; 0: all is well
 * @param examples some of it, as far as the caller may see it
 */
public record CheckView(CheckKey key, long count, List<Example> examples) {

    public CheckView {
        examples = List.copyOf(examples);
    }

    static CheckView of(CheckKey key, Found found, boolean withExamples) {
        return new CheckView(key, found.count(), withExamples ? found.examples() : List.of());
    }
}
