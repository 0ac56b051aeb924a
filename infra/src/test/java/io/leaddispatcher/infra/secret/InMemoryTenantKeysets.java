package io.leaddispatcher.infra.secret;

import io.leaddispatcher.application.secret.port.TenantKeysets;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

final class InMemoryTenantKeysets implements TenantKeysets {

    private final Map<TenantId, byte[]> kept = new HashMap<>();

    @Override
    public Mono<byte[]> find(TenantId tenant) {
        return Mono.fromSupplier(() -> kept.get(tenant));
    }

    @Override
    public Mono<byte[]> keepFirst(TenantId tenant, byte[] keyset) {
        return Mono.fromSupplier(() -> {
            kept.putIfAbsent(tenant, keyset);
            return kept.get(tenant);
        });
    }

    byte[] of(TenantId tenant) {
        return Objects.requireNonNull(kept.get(tenant)).clone();
    }

    void put(TenantId tenant, byte[] keyset) {
        kept.put(tenant, keyset);
    }

    void clear() {
        kept.clear();
    }
}
