package io.leaddispatcher.application.member;

import io.leaddispatcher.domain.access.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member, or somebody who is invited to become one.
 *
 * @param rep the key of the rep that this person is linked to, if any
 * @param repByAddress of somebody who is linked to none, the key of the only rep with the same
 *     address: this is who they are until they are linked
 */
public record MemberView(
        UUID id,
        String email,
        String name,
        Role role,
        Standing standing,
        @Nullable String rep,
        @Nullable String repByAddress,
        Instant createdAt) {

    /** How far in somebody is. */
    public enum Standing {
        ACTIVE,
        INVITED,
        /** Kept out, and not forgotten. */
        DISABLED
    }
}
