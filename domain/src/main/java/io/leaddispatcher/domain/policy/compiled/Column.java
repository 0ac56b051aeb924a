package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * What the value of one field says about all alternatives of a policy at once. An alternative has
 * at most one literal in a column; where it has none, every value will do.
 */
sealed interface Column permits ValueColumn, RangeColumn, PrefixColumn {

    /** The path of the field. */
    String field();

    FieldType type();

    /** How many alternatives it can rule out. */
    int size();

    /**
     * The alternatives that a value leaves open.
     *
     * @param value as the field's type reads it; null when it is missing
     */
    Verdict of(@Nullable FieldValue value);
}
