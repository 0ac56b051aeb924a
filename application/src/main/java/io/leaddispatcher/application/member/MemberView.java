package io.leaddispatcher.application.member;

import io.leaddispatcher.domain.access.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member, or somebody who is invited to become one.
 *
 * @param rep the key of the rep that this person is, if any
 */
public record MemberView(
        UUID id,
        String email,
        String name,
        Role role,
        Standing standing,
        @Nullable String rep,
        Instant createdAt) {

    /** How far in somebody is. */
    public enum Standing {
        ACTIVE,
        INVITED,
        /** Kept out, and not forgotten. */
        DISABLED
    }
}
