package io.leaddispatcher.application.escalation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Of one workspace whose clocks are all live. */
public final class InMemoryUnheardEscalations implements UnheardEscalations {

    public final Map<UUID, Unheard> unheard = new LinkedHashMap<>();
    private final Map<Cause, Instant> told = new HashMap<>();

    @Override
    public Mono<Void> keep(TenantId tenant, List<Unheard> more) {
        return Mono.fromRunnable(() ->
                more.forEach(each ->
                        unheard.merge(
                                each.clock(),
                                each,
                                (one, other) ->
                                        new Unheard(
                                                one.clock(),
                                                one.lead(),
                                                other.cause(),
                                                one.since()))));
    }

    @Override
    public Mono<Void> heard(TenantId tenant, Collection<UUID> clocks) {
        return Mono.fromRunnable(() -> unheard.keySet().removeAll(clocks));
    }

    @Override
    public Flux<Unheard> take(TenantId tenant, Collection<UUID> clocks) {
        return Flux.fromIterable(clocks).mapNotNull(unheard::remove).filter(Objects::nonNull);
    }

    @Override
    public Mono<Set<Cause>> due(TenantId tenant, Collection<Cause> causes, Instant now) {
        return Mono.fromSupplier(() ->
                causes.stream()
                        .filter(each -> {
                            Instant last = told.get(each);
                            return last == null || !now.isBefore(last.plus(Duration.ofDays(1)));
                        })
                        .peek(each -> told.put(each, now))
                        .collect(toUnmodifiableSet()));
    }
}
