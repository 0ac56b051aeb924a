package io.leaddispatcher.application.access.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** API tokens, kept by their hash. */
public interface ApiTokens {

    record ApiToken(
            UUID id,
            Set<Scope> scopes,
            Role creator,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** The tenant of a token, before it is known. Needs no unit of work. */
    Mono<TenantId> tenantOf(byte[] tokenHash);

    Mono<ApiToken> find(TenantId tenant, byte[] tokenHash);

    Mono<Void> used(TenantId tenant, UUID token, Instant at);

    Mono<Void> add(
            TenantId tenant,
            UUID id,
            String name,
            byte[] tokenHash,
            Set<Scope> scopes,
            Role creator,
            Instant at,
            @Nullable Instant expiresAt);
}
