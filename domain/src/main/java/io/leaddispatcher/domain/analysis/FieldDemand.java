package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.ValueTest.Present;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left for a field, which may be missing too. A test holds only of a value that is there,
 * so its opposite also holds where there is none.
 */
record FieldDemand(Presence presence, Demand values) {

    enum Presence {
        THERE,
        MISSING,
        EITHER
    }

    /** Null when nothing is left. */
    @Nullable FieldDemand and(ValueTest test, boolean holds) {
        return holds ? holding(test) : failing(test);
    }

    private @Nullable FieldDemand holding(ValueTest test) {
        if (presence == Presence.MISSING) {
            return null;
        }
        Demand next = values.and(test, true);
        return next == null ? null : new FieldDemand(Presence.THERE, next);
    }

    private @Nullable FieldDemand failing(ValueTest test) {
        if (presence == Presence.MISSING) {
            return this;
        }
        Demand next = test instanceof Present ? null : values.and(test, false);
        if (next != null) {
            return new FieldDemand(presence, next);
        }
        return presence == Presence.THERE ? null : new FieldDemand(Presence.MISSING, values);
    }

    boolean isThere() {
        return presence == Presence.THERE;
    }

    boolean isMissing() {
        return presence == Presence.MISSING;
    }

    /** Whether it is certain that no field is both. */
    boolean excludes(FieldDemand other) {
        return isThere()
                ? other.isMissing() || (other.isThere() && values.excludes(other.values))
                : isMissing() && other.isThere();
    }

    /** Some values of one that is there. */
    List<Object> examples() {
        return values.examples();
    }
}
