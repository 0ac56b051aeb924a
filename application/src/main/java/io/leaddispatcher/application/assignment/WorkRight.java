package io.leaddispatcher.application.assignment;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.roster.RepKey;
import org.jspecify.annotations.Nullable;

/** On which leads somebody may act. */
public sealed interface WorkRight {

    record All() implements WorkRight {}

    /** Those that the rep has. */
    record Own(String rep) implements WorkRight {}

    /** A member who is no rep, or a program without the right to all, has none. */
    record None() implements WorkRight {}

    /** By the rights of a caller; fails when there are none at all. */
    static WorkRight of(Caller caller) {
        if (caller.actor().may(Permission.WORK_LEADS)) {
            return new All();
        }
        caller.require(Permission.WORK_OWN_LEADS);
        return caller.actor().ownRep().<WorkRight>map(Own::new).orElseGet(None::new);
    }

    /**
     * Whether it holds for a lead.
     *
     * @param holder who has it; null when nobody has
     */
    default boolean covers(@Nullable RepKey holder) {
        return switch (this) {
            case All _ -> true;
            case Own(var rep) -> holder != null && holder.value().equals(rep);
            case None _ -> false;
        };
    }
}
