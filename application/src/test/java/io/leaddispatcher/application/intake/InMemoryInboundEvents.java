package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events in maps, in the order in which they came; those that are ready are one tenant's. */
public final class InMemoryInboundEvents implements InboundEvents, ReceivedEvents, ReadyEvents {

    private final Map<UUID, InboundEvent> received = new LinkedHashMap<>();
    private final Map<UUID, LeadId> leads = new LinkedHashMap<>();
    private final Map<UUID, Ready> ready = new LinkedHashMap<>();
    private final Map<UUID, Ready> routedHere = new LinkedHashMap<>();
    private final Map<UUID, Map<String, Object>> outcomes = new LinkedHashMap<>();

    /** Those that were claimed; no hold lapses. */
    private final Set<UUID> held = new HashSet<>();

    /** Why events were put off, failed or ignored, in order. */
    public final List<String> errors = new ArrayList<>();

    /** Those that wait for something outside. */
    public final Set<UUID> putOff = new HashSet<>();

    /** Those that wait to be routed. */
    public List<UUID> waiting() {
        return List.copyOf(ready.keySet());
    }

    /** What an event came to that has no run; null: nothing yet. */
    public @Nullable Map<String, Object> outcomeOf(UUID event) {
        return outcomes.get(event);
    }

    @Override
    public Mono<List<Kept>> keep(TenantId tenant, List<ToTranslate> events) {
        return Mono.fromSupplier(() ->
                events.stream()
                        .map(one -> {
                            received.put(one.id(), one.event());
                            return new Kept(one.id(), null, false, true);
                        })
                        .toList());
    }

    /** Keeps one of any tenant that must be translated first. */
    public Mono<Void> keep(UUID id, InboundEvent event) {
        return keep(event.tenant(), List.of(new ToTranslate(id, event))).then();
    }

    @Override
    public Mono<Set<UUID>> keepReady(TenantId tenant, List<ToRoute> events) {
        return keep(events, ready);
    }

    @Override
    public Mono<Set<UUID>> keepRouted(TenantId tenant, List<ToRoute> events) {
        return keep(events, routedHere);
    }

    private Mono<Set<UUID>> keep(List<ToRoute> events, Map<UUID, Ready> among) {
        return Mono.fromSupplier(() -> {
            Set<UUID> kept = new HashSet<>();
            for (ToRoute one : events) {
                if (before(one.event()).isEmpty()) {
                    kept.add(one.id());
                    received.put(one.id(), one.event());
                    leads.put(one.id(), one.lead());
                    among.put(
                            one.id(), ready(one.id(), one.event(), one.body(), one.lead(), false));
                }
            }
            return kept;
        });
    }

    private Optional<UUID> before(InboundEvent event) {
        return received.entrySet().stream()
                .filter(known -> known.getValue().idempotencyKey().equals(event.idempotencyKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Mono<Void> belong(TenantId tenant, Map<UUID, LeadId> others) {
        return Mono.fromRunnable(() ->
                others.forEach((id, lead) -> {
                    leads.put(id, lead);
                    ready.computeIfPresent(id, (_, known) -> known.of(lead));
                    routedHere.computeIfPresent(id, (_, known) -> known.of(lead));
                }));
    }

    @Override
    public Mono<Kept> known(InboundEvent event) {
        return Mono.fromSupplier(() -> {
            UUID id = before(event).orElseThrow();
            InboundEvent known = Objects.requireNonNull(received.get(id));
            return new Kept(
                    id, leads.get(id), true, Arrays.equals(known.content(), event.content()));
        });
    }

    private static Ready ready(
            UUID id, InboundEvent event, Map<String, ?> body, LeadId lead, boolean updateOnly) {
        var connection = event.connection();
        return new Ready(
                id,
                lead,
                new LinkedHashMap<>(body),
                event.source(),
                connection == null ? null : connection.value(),
                updateOnly,
                event.receivedAt());
    }

    @Override
    public Flux<Claim> claim(int atMost, int share, List<TenantId> underWay, Duration hold) {
        return Flux.defer(() -> {
            List<TenantId> taken = new ArrayList<>(underWay);
            return Flux.fromIterable(received.entrySet())
                    .filter(event -> !ready.containsKey(event.getKey()))
                    .map(event -> new Claim(event.getValue().tenant(), event.getKey()))
                    .filter(claim ->
                            !held.contains(claim.event())
                                    && Collections.frequency(taken, claim.tenant()) < share)
                    .take(atMost)
                    .doOnNext(claim -> {
                        held.add(claim.event());
                        taken.add(claim.tenant());
                    });
        });
    }

    @Override
    public Mono<Received> find(TenantId tenant, UUID event) {
        return Mono.justOrEmpty(received.get(event)).map(found -> new Received(found, 0));
    }

    @Override
    public Mono<Boolean> ready(
            TenantId tenant, UUID event, Map<String, ?> body, LeadId lead, boolean updateOnly) {
        return Mono.fromSupplier(() -> {
            InboundEvent told = Objects.requireNonNull(received.get(event));
            ready.put(event, ready(event, told, body, lead, updateOnly));
            return true;
        });
    }

    @Override
    public Mono<Void> waitFor(TenantId tenant, Set<UUID> events, Duration most) {
        return Mono.fromRunnable(() -> {
            for (UUID event : events) {
                Ready waiting = routedHere.remove(event);
                if (waiting != null) {
                    ready.put(event, waiting);
                }
                if (most.isPositive()) {
                    putOff.add(event);
                }
            }
        });
    }

    @Override
    public Mono<Void> waitNoLonger(TenantId tenant, Set<UUID> events) {
        return Mono.fromRunnable(() -> putOff.removeAll(events));
    }

    @Override
    public Mono<Void> forget(TenantId tenant, UUID event) {
        return failed(tenant, event, "the person was erased");
    }

    @Override
    public Mono<Void> ignored(TenantId tenant, UUID event, String reason) {
        return failed(tenant, event, reason);
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID event, Instant dueAt) {
        return Mono.fromRunnable(() -> putOff.add(event));
    }

    @Override
    public Mono<Void> retry(TenantId tenant, UUID event, Instant dueAt, String error) {
        return Mono.fromRunnable(() -> errors.add(error));
    }

    @Override
    public Mono<Void> failed(TenantId tenant, UUID event, String error) {
        return Mono.fromRunnable(() -> {
            received.remove(event);
            errors.add(error);
        });
    }

    @Override
    public Flux<TenantId> tenantsToRoute() {
        return Flux.defer(() ->
                Flux.fromIterable(ready.keySet())
                        .map(event -> Objects.requireNonNull(received.get(event)).tenant())
                        .distinct());
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID event, String error) {
        return Mono.fromRunnable(() -> {
            ready.remove(event);
            errors.add(error);
        });
    }

    @Override
    public Flux<Ready> ready(TenantId tenant, Portion<UUID> portion) {
        return Flux.defer(() -> Flux.fromIterable(portion.of(due(), Ready::id)));
    }

    @Override
    public Flux<UUID> names(TenantId tenant, int atMost) {
        return Flux.defer(() -> Flux.fromIterable(due())).map(Ready::id).take(atMost);
    }

    private List<Ready> due() {
        return ready.values().stream().filter(event -> !putOff.contains(event.id())).toList();
    }

    @Override
    public Mono<Void> routed(TenantId tenant, List<Routed> routed) {
        return Mono.fromRunnable(() ->
                routed.forEach(event -> {
                    ready.remove(event.event());
                    outcomes.put(event.event(), event.outcome());
                }));
    }

    @Override
    public Mono<Void> decided(TenantId tenant, List<UUID> events) {
        return Mono.fromRunnable(() -> ready.keySet().removeAll(events));
    }

    @Override
    public Mono<Map<String, Object>> outcome(TenantId tenant, UUID event) {
        return Mono.justOrEmpty(outcomes.get(event));
    }
}
