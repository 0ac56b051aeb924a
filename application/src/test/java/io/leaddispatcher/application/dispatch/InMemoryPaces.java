package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.Paces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Paces in a map. */
final class InMemoryPaces implements Paces {

    private final Map<String, Instant> memories = new HashMap<>();

    /** Whether it cannot be asked. */
    boolean failing;

    @Override
    public Mono<Map<String, Instant>> lock(TenantId tenant, Set<String> names) {
        if (failing) {
            return Mono.error(new IllegalStateException("no database"));
        }
        Map<String, Instant> found = new HashMap<>();
        for (String name : names) {
            @Nullable Instant memory = memories.get(tenant + name);
            if (memory != null) {
                found.put(name, memory);
            }
        }
        return Mono.just(found);
    }

    @Override
    public Mono<Void> startOver(TenantId tenant, String beginning, Instant memory) {
        memories.replaceAll((name, known) -> name.startsWith(tenant + beginning) ? memory : known);
        return Mono.empty();
    }

    @Override
    public Mono<Void> keep(TenantId tenant, Map<String, Instant> changed) {
        changed.forEach((name, until) ->
                memories.merge(tenant + name, until, (a, b) -> a.isAfter(b) ? a : b));
        return Mono.empty();
    }
}
