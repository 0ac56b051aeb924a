package io.leaddispatcher.application.leadfilter;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import java.util.UUID;

/** Whose filters they are. */
final class FilterOwner {

    private FilterOwner() {}

    /**
     * Fails for whoever sees no leads, and for programs: they keep what they ask for themselves.
     */
    static UUID of(Caller caller) {
        caller.require(Permission.VIEW_OWN_LEADS);
        if (caller.actor() instanceof Actor.Member(var member, _, _)) {
            return member;
        }
        throw new AccessDeniedException(caller, Permission.VIEW_OWN_LEADS);
    }
}
