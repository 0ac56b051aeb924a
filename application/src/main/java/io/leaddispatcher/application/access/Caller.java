package io.leaddispatcher.application.access;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;

/**
 * Who calls, and for which tenant: taken from the session, the token or the verified connection,
 * never from the request.
 */
public record Caller(TenantId tenant, Actor actor) {

    public static Caller system(TenantId tenant) {
        return new Caller(tenant, new Actor.Automation());
    }

    /** Throws {@link AccessDeniedException} when the caller may not. */
    public void require(Permission permission) {
        if (!actor.may(permission)) {
            throw new AccessDeniedException(this, permission);
        }
    }

    /**
     * Likewise, for a part of a request that asks for more than the rest.
     *
     * @param because what asks for it, in a sentence
     */
    public void require(Permission permission, String because) {
        if (!actor.may(permission)) {
            throw new AccessDeniedException(this, permission, because);
        }
    }
}
