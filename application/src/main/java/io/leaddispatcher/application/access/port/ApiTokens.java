package io.leaddispatcher.application.access.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
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

    /**
     * Who made a token; null stands for the installation itself, and the role is then a fixed one.
     */
    record Maker(@Nullable UUID member, Role role) {}

    record Listed(
            UUID id,
            String name,
            Set<Scope> scopes,
            @Nullable String maker,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** The tenant of a token, before it is known. Needs no unit of work. */
    Mono<TenantId> tenantOf(byte[] tokenHash);

    /** With the role that its maker has now; empty when the maker is no longer an active member. */
    Mono<ApiToken> find(TenantId tenant, byte[] tokenHash);

    Mono<Void> used(TenantId tenant, UUID token, Instant at);

    Mono<Void> add(
            TenantId tenant,
            UUID id,
            String name,
            byte[] tokenHash,
            Set<Scope> scopes,
            Maker maker,
            Instant at,
            @Nullable Instant expiresAt);

    Mono<Maker> maker(TenantId tenant, UUID token);

    /** Those that are not revoked, in the order of ids, after the one named. */
    Flux<Listed> list(TenantId tenant, @Nullable UUID after, int limit);

    /** Answers whether there was one to revoke. */
    Mono<Boolean> revoke(TenantId tenant, UUID token, Instant at);
}
