package io.leaddispatcher.application.retention;

import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What workspaces have set, in a map; nothing is ever over. */
public final class InMemoryRetentions implements Retentions {

    private final Map<TenantId, Retention> set = new HashMap<>();

    @Override
    public Mono<Retention> find(TenantId tenant) {
        return Mono.fromSupplier(() -> set.getOrDefault(tenant, Retention.STANDARD));
    }

    @Override
    public Mono<Void> save(TenantId tenant, Retention retention) {
        return Mono.fromRunnable(() -> set.put(tenant, retention));
    }

    @Override
    public Mono<Map<Kind, Long>> due(TenantId tenant, Retention retention, int most) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<Void> removeUnowned() {
        return Mono.empty();
    }

    @Override
    public Mono<TenantId> claim(Duration hold) {
        return Mono.empty();
    }

    @Override
    public Mono<Long> removeSome(TenantId tenant, Kind kind, int atMost, Duration hold) {
        return Mono.just(0L);
    }

    @Override
    public Mono<Map<String, Object>> finish(TenantId tenant, Duration pause) {
        return Mono.just(Map.of());
    }
}
