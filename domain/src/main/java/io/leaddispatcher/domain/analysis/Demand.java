package io.leaddispatcher.domain.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a field are left after some questions about it were answered. Says that none is
 * left only when that is certain; it may hold values that do not exist.
 */
interface Demand {

    /** Those of which a test holds, or does not; null when that leaves none. */
    @Nullable Demand and(ValueTest test, boolean holds);

    /**
     * Some of them as a lead would carry them, the plainest first; none when none comes to mind.
     */
    List<Object> examples();

    /** Whether it is certain that no value is in both. */
    default boolean excludes(Demand other) {
        return false;
    }
}
