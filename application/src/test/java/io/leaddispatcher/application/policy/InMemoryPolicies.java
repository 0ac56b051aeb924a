package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The policies of all tenants in a map. */
public final class InMemoryPolicies implements Policies, ActivePolicies {

    private record Place(TenantId tenant, PolicyKind kind) {}

    private final Map<Place, PolicyDraft> drafts = new HashMap<>();
    private final Map<Place, DraftSitting> sittings = new HashMap<>();
    private final Map<Place, NavigableMap<Integer, PolicyVersion>> versions = new HashMap<>();

    private NavigableMap<Integer, PolicyVersion> of(TenantId tenant, PolicyKind kind) {
        return versions.computeIfAbsent(new Place(tenant, kind), _ -> new TreeMap<>());
    }

    @Override
    public Mono<PolicyDraft> draft(TenantId tenant, PolicyKind kind) {
        return Mono.fromSupplier(() -> drafts.get(new Place(tenant, kind)));
    }

    @Override
    public Mono<Void> saveDraft(TenantId tenant, PolicyKind kind, PolicyDraft draft, Instant at) {
        return Mono.fromRunnable(() -> drafts.put(new Place(tenant, kind), draft));
    }

    @Override
    public Mono<DraftSitting> sitting(TenantId tenant, PolicyKind kind) {
        return Mono.fromSupplier(() -> sittings.get(new Place(tenant, kind)));
    }

    @Override
    public Mono<Void> sit(TenantId tenant, PolicyKind kind, DraftSitting sitting) {
        return Mono.fromRunnable(() -> sittings.put(new Place(tenant, kind), sitting));
    }

    @Override
    public Mono<Void> rise(TenantId tenant, PolicyKind kind) {
        return Mono.fromRunnable(() -> sittings.remove(new Place(tenant, kind)));
    }

    @Override
    public Mono<PolicyVersion> active(TenantId tenant, PolicyKind kind) {
        return versions(tenant, kind, Integer.MAX_VALUE, 1).next();
    }

    @Override
    public Mono<Integer> activeNumber(TenantId tenant, PolicyKind kind) {
        return active(tenant, kind).map(PolicyVersion::version);
    }

    @Override
    public Mono<PolicyVersion> version(TenantId tenant, PolicyKind kind, int version) {
        return Mono.fromSupplier(() -> of(tenant, kind).get(version));
    }

    @Override
    public Flux<PolicyVersion> versions(TenantId tenant, PolicyKind kind, int before, int limit) {
        return Flux.defer(() ->
                        Flux.fromIterable(
                                of(tenant, kind)
                                        .headMap(before, false)
                                        .descendingMap()
                                        .values()
                                        .stream()
                                        .toList()))
                .take(limit);
    }

    @Override
    public Mono<Void> publish(TenantId tenant, PolicyKind kind, PolicyVersion version) {
        return Mono.fromRunnable(() -> {
            if (of(tenant, kind).putIfAbsent(version.version(), version) != null) {
                throw new IllegalStateException("version %s is taken".formatted(version));
            }
        });
    }

    @Override
    public Flux<ActivePolicy> active(TenantId tenant) {
        return Flux.fromArray(PolicyKind.values())
                .concatMap(kind ->
                        active(tenant, kind)
                                .map(found ->
                                        new ActivePolicy(kind, found.version(), found.document())));
    }
}
