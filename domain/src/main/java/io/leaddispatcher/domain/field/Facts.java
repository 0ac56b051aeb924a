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
}
