package io.leaddispatcher.application.token;

import io.leaddispatcher.domain.access.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token without its secret.
 *
 * @param maker the name of whoever made it; null when it came with the installation
 * @param expiresAt null: never
 */
public record TokenView(
        UUID id,
        String name,
        Set<Scope> scopes,
        @Nullable String maker,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public TokenView {
        scopes = Set.copyOf(scopes);
    }
}
