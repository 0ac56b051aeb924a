package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The configuration of all tenants in a map. */
public final class InMemoryConfigurationDocuments implements ConfigurationDocuments {

    private record Place(TenantId tenant, ConfigurationKind kind) {}

    private final Map<Place, SortedMap<String, StoredDocument>> documents = new HashMap<>();
    private final Map<TenantId, Long> revisions = new HashMap<>();
    private final Map<TenantId, Long> lookUps = new HashMap<>();

    private SortedMap<String, StoredDocument> of(TenantId tenant, ConfigurationKind kind) {
        return documents.computeIfAbsent(new Place(tenant, kind), _ -> new TreeMap<>());
    }

    @Override
    public Mono<Void> lock(TenantId tenant) {
        return Mono.empty();
    }

    @Override
    public Mono<Long> revision(TenantId tenant) {
        return Mono.fromSupplier(() -> revisions.getOrDefault(tenant, 0L));
    }

    @Override
    public Mono<Long> advance(TenantId tenant) {
        return Mono.fromSupplier(() -> revisions.merge(tenant, 1L, Long::sum));
    }

    @Override
    public Mono<Long> advanceLookUps(TenantId tenant) {
        return Mono.fromSupplier(() -> lookUps.merge(tenant, 1L, Long::sum));
    }

    @Override
    public Mono<StoredDocument> find(TenantId tenant, ConfigurationKind kind, String key) {
        return Mono.fromSupplier(() -> of(tenant, kind).get(key));
    }

    @Override
    public Flux<StoredDocument> page(
            TenantId tenant, ConfigurationKind kind, @Nullable String after, int limit) {
        return all(tenant, kind)
                .filter(each -> after == null || each.key().compareTo(after) > 0)
                .take(limit);
    }

    @Override
    public Flux<StoredDocument> all(TenantId tenant, ConfigurationKind kind) {
        return Flux.defer(() -> Flux.fromIterable(of(tenant, kind).values().stream().toList()));
    }

    /** As if none had been changed since the beginning. */
    @Override
    public Flux<Changed> changed(TenantId tenant, ConfigurationKind kind) {
        return all(tenant, kind).map(each -> new Changed(each.key(), Instant.EPOCH));
    }

    @Override
    public Flux<Name> names(TenantId tenant) {
        return Flux.fromArray(ConfigurationKind.values())
                .filter(kind -> kind != ConfigurationKind.ACCOUNT)
                .concatMap(kind -> all(tenant, kind).map(each -> new Name(kind, each.key())));
    }

    @Override
    public Flux<Label> labels(TenantId tenant, Set<ConfigurationKind> kinds) {
        return Flux.fromStream(() -> kinds.stream().sorted())
                .concatMap(kind ->
                        all(tenant, kind)
                                .map(each ->
                                        new Label(
                                                kind,
                                                each.key(),
                                                text(each, "name", each.key()),
                                                each.document().get("type") instanceof String type
                                                        ? type
                                                        : null)));
    }

    private static String text(StoredDocument document, String member, String otherwise) {
        return document.document().get(member) instanceof String text ? text : otherwise;
    }

    @Override
    public Flux<String> knownAccounts(TenantId tenant, Set<String> keys) {
        return all(tenant, ConfigurationKind.ACCOUNT)
                .map(StoredDocument::key)
                .filter(keys::contains);
    }

    @Override
    public Flux<Parentage> parentageOfAccounts(TenantId tenant, Set<String> keys) {
        return Flux.defer(() -> {
            Map<String, Parentage> found = new LinkedHashMap<>();
            for (String key : keys) {
                StoredDocument next = of(tenant, ConfigurationKind.ACCOUNT).get(key);
                while (next != null
                        && next.document().get("parent") instanceof String parent
                        && found.putIfAbsent(next.key(), new Parentage(next.key(), parent))
                                == null) {
                    next = of(tenant, ConfigurationKind.ACCOUNT).get(parent);
                }
            }
            return Flux.fromIterable(found.values());
        });
    }

    @Override
    public Mono<String> childOfAccount(TenantId tenant, String key) {
        return all(tenant, ConfigurationKind.ACCOUNT)
                .filter(each -> key.equals(each.document().get("parent")))
                .map(StoredDocument::key)
                .next();
    }

    @Override
    public Mono<Void> save(TenantId tenant, ConfigurationKind kind, StoredDocument document) {
        return Mono.fromRunnable(() -> of(tenant, kind).put(document.key(), document));
    }

    @Override
    public Mono<Void> delete(TenantId tenant, ConfigurationKind kind, String key) {
        return Mono.fromRunnable(() -> of(tenant, kind).remove(key));
    }
}
