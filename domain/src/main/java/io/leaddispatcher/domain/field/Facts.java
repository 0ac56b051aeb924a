package io.leaddispatcher.domain.field;

import java.util.Optional;

/**
 * What is known of a lead when it is decided: the value at each path such as {@code
 * company.country}.
 */
@FunctionalInterface
public interface Facts {

    /** Empty when the value is missing or invalid. */
    Optional<FieldValue> value(String path);

    /**
     * Whether a test that takes so many steps may still be made. All tests of a lead share what a
     * decision may cost; one that is past it is not made, and counts as not passed.
     */
    default boolean affords(long steps) {
        return true;
    }
}
