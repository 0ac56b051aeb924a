package io.leaddispatcher.application.presence;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;

/**
 * That somebody has a draft open, has left it, or has saved it.
 *
 * @param seat one page that is open
 * @param member who; {@link #NOBODY} of a program that has saved, and of who only looks
 * @param revision that was saved; 0 of everything else
 */
public record Sighting(
        TenantId tenant, PolicyKind kind, UUID seat, UUID member, What what, long revision) {

    /** No member has this id. */
    public static final UUID NOBODY = new UUID(0, 0);

    /** What was seen. */
    public enum What {
        /** Somebody has come, and wants to know who is there. */
        CAME,
        /** Somebody is there still. */
        STAYS,
        LEFT,
        SAVED
    }

    Sighting now(What next) {
        return new Sighting(tenant, kind, seat, member, next, 0);
    }

    boolean isOfSameDraft(Sighting other) {
        return tenant.equals(other.tenant) && kind == other.kind;
    }
}
