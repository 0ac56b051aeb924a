package io.leaddispatcher.application.token;

import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tokens of one tenant that are not revoked. */
final class InMemoryApiTokens implements ApiTokens {

    private final Map<UUID, Maker> makers = new LinkedHashMap<>();

    @Override
    public Mono<TenantId> tenantOf(byte[] tokenHash) {
        return Mono.empty();
    }

    @Override
    public Mono<ApiToken> find(TenantId tenant, byte[] tokenHash) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> used(TenantId tenant, UUID token, Instant at) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> add(
            TenantId tenant,
            UUID id,
            String name,
            byte[] tokenHash,
            Set<Scope> scopes,
            Maker maker,
            Instant at,
            @Nullable Instant expiresAt) {
        return Mono.fromRunnable(() -> makers.put(id, maker));
    }

    @Override
    public Mono<Maker> maker(TenantId tenant, UUID token) {
        return Mono.justOrEmpty(makers.get(token));
    }

    @Override
    public Flux<Listed> list(TenantId tenant, @Nullable UUID after, int limit) {
        return Flux.empty();
    }

    @Override
    public Mono<Boolean> revoke(TenantId tenant, UUID token, Instant at) {
        return Mono.fromSupplier(() -> makers.remove(token) != null);
    }
}
