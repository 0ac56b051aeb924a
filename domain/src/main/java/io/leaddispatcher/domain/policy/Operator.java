package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.field.FieldType.BOOLEAN;
import static io.leaddispatcher.domain.field.FieldType.DATE;
import static io.leaddispatcher.domain.field.FieldType.DATETIME;
import static io.leaddispatcher.domain.field.FieldType.GEO;
import static io.leaddispatcher.domain.field.FieldType.LIST;
import static io.leaddispatcher.domain.field.FieldType.NUMBER;
import static io.leaddispatcher.domain.field.FieldType.TEXT;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a condition asks of a field. A negated operator is the exact opposite of its partner. */
public enum Operator {
    EQ(false, TEXT, NUMBER, BOOLEAN, DATE, DATETIME, LIST),
    NE(true, TEXT, NUMBER, BOOLEAN, DATE, DATETIME, LIST),
    IN(false, TEXT, NUMBER, BOOLEAN, DATE, DATETIME, LIST),
    NOT_IN(true, TEXT, NUMBER, BOOLEAN, DATE, DATETIME, LIST),
    GT(false, NUMBER, DATE, DATETIME),
    GTE(false, NUMBER, DATE, DATETIME),
    LT(false, NUMBER, DATE, DATETIME),
    LTE(false, NUMBER, DATE, DATETIME),
    BETWEEN(false, NUMBER, DATE, DATETIME),
    CONTAINS(false, TEXT, LIST),
    NOT_CONTAINS(true, TEXT, LIST),
    STARTS_WITH(false, TEXT),
    ENDS_WITH(false, TEXT),
    MATCHES(false, TEXT),
    EXISTS(false, FieldType.values()),
    MISSING(true, FieldType.values()),
    IN_LIST(false, TEXT, LIST),
    WITHIN_KM(false, GEO),
    BEFORE(false, DATE, DATETIME),
    AFTER(false, DATE, DATETIME);

    private static final Map<String, Operator> BY_SPELLING =
            Maps.uniqueIndex(Arrays.asList(values()), Operator::spelling);

    private static final ImmutableSet<Operator> OF_TIME_OF_DAY =
            Sets.immutableEnumSet(GT, GTE, LT, LTE, BETWEEN, BEFORE, AFTER);

    private final boolean negated;
    private final ImmutableSet<FieldType> types;

    Operator(boolean negated, FieldType... types) {
        this.negated = negated;
        this.types = Sets.immutableEnumSet(Arrays.asList(types));
    }

    /** The operator that policies spell so; empty when there is none. */
    public static Optional<Operator> of(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }

    /** As policies spell it: {@code not_in}. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it holds where its partner does not, a missing value included. */
    public boolean isNegated() {
        return negated;
    }

    /** Whether a value stands beside it. */
    public boolean takesValue() {
        return this != EXISTS && this != MISSING;
    }

    /** Whether it can be asked of the field at a path. Times of the day are ordered texts. */
    public boolean fits(String path, FieldType type) {
        return types.contains(type)
                || (OF_TIME_OF_DAY.contains(this) && FieldCatalogue.isTimeOfDay(path));
    }

    /** The operators that can be asked of the field at a path. */
    static EnumSet<Operator> fitting(String path, FieldType type) {
        EnumSet<Operator> fitting = EnumSet.allOf(Operator.class);
        fitting.removeIf(operator -> !operator.fits(path, type));
        return fitting;
    }
}
