package io.leaddispatcher.domain.field;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What is known of a lead when it is decided: the value at each path such as {@code
 * company.country}.
 */
@FunctionalInterface
public interface Facts {

    /** Empty when the value is missing or invalid. */
    Optional<FieldValue> value(String path);

    /**
     * The answer to a question that takes so many steps, the same each time. All questions about a
     * lead share what a decision may cost: empty for one that is past it, which is not asked, and
     * counts as not passed.
     */
    default Optional<Boolean> answer(Question question, long steps, BooleanSupplier test) {
        return Optional.of(test.getAsBoolean());
    }

    /** The questions that were past it. */
    default Set<Question> unasked() {
        return Set.of();
    }
}
