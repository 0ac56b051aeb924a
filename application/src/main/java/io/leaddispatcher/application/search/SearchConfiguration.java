package io.leaddispatcher.application.search;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ActivePolicies.ActivePolicy;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds what a workspace is described by, by its name: reps and pools, the rules of the active
 * policies, connections. Whoever may not see something does not find it either.
 *
 * <p>Names are read once for each revision of the configuration and kept by each node. Whether that
 * is still the revision is asked every time; connections, which are few, are read every time.
 */
@UseCase
public final class SearchConfiguration {

    /** Workspaces whose names are kept; those of others are read again. */
    private static final int WORKSPACES = 500;

    /** More than anybody connects. */
    private static final int CONNECTIONS = 500;

    /** A longer text is no name. */
    private static final int LONGEST = 200;

    /**
     * @param q words; blank: nothing is found
     * @param most of each kind
     */
    public record Query(Caller caller, String q, int most) {}

    private record Known(long revision, NameIndex names) {}

    private final ConfigurationDocuments documents;
    private final ActivePolicies policies;
    private final Connections connections;
    private final UnitOfWork unitOfWork;
    private final Cache<TenantId, Known> known =
            CacheBuilder.newBuilder().maximumSize(WORKSPACES).build();

    public SearchConfiguration(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Connections connections,
            UnitOfWork unitOfWork) {
        this.documents = documents;
        this.policies = policies;
        this.connections = connections;
        this.unitOfWork = unitOfWork;
    }

    /** By kind, in the order of {@link Thing}, of each the best fit first. */
    public Mono<List<Found>> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            boolean configuration = caller.actor().may(Permission.VIEW_CONFIGURATION);
            boolean connected = caller.actor().may(Permission.VIEW_CONNECTIONS);
            if (query.q().isBlank()
                    || query.q().length() > LONGEST
                    || !(configuration || connected)) {
                return Mono.just(List.of());
            }
            TenantId tenant = caller.tenant();
            Mono<List<Found>> described =
                    configuration
                            ? names(tenant).map(names -> names.find(query.q(), query.most()))
                            : Mono.just(List.of());
            Mono<List<Found>> connecting =
                    connected
                            ? connections(tenant).map(names -> names.find(query.q(), query.most()))
                            : Mono.just(List.of());
            // One after the other: a unit of work has one connection.
            return unitOfWork.run(
                    tenant,
                    described.flatMap(first ->
                            connecting.map(then ->
                                    Stream.concat(first.stream(), then.stream()).toList())));
        });
    }

    private Mono<NameIndex> names(TenantId tenant) {
        return documents
                .revision(tenant)
                .flatMap(revision -> {
                    Known kept = known.getIfPresent(tenant);
                    return kept != null && kept.revision() == revision
                            ? Mono.just(kept.names())
                            : read(tenant)
                                    .doOnNext(
                                            names -> known.put(tenant, new Known(revision, names)));
                });
    }

    private Mono<NameIndex> read(TenantId tenant) {
        return Flux.fromIterable(Thing.ofDocuments())
                .concatMap(thing -> documents(tenant, thing))
                .concatWith(
                        policies.active(tenant).concatMapIterable(policy -> rules(policy).toList()))
                .collectList()
                .map(found -> new NameIndex(found.stream()));
    }

    private Flux<Found> documents(TenantId tenant, Thing thing) {
        return Mono.justOrEmpty(thing.documents())
                .flatMapMany(kind -> documents.all(tenant, kind))
                .map(document -> found(thing, document));
    }

    private Mono<NameIndex> connections(TenantId tenant) {
        return connections
                .page(tenant, null, CONNECTIONS)
                .map(SearchConfiguration::found)
                .collectList()
                .map(found -> new NameIndex(found.stream()));
    }

    private static Found found(Thing thing, StoredDocument document) {
        return new Found(
                thing,
                document.key(),
                text(document.document(), "name", document.key()),
                thing == Thing.REP ? text(document.document(), "email", "") : "",
                "");
    }

    private static Found found(StoredConnection connection) {
        return new Found(
                Thing.CONNECTION,
                connection.key().value(),
                connection.name(),
                connection.type().word(),
                "");
    }

    private static Stream<Found> rules(ActivePolicy policy) {
        return members(policy.document().get("tiers"))
                .flatMap(tier ->
                        members(tier.get("rules"))
                                .map(rule ->
                                        new Found(
                                                Thing.RULE,
                                                text(rule, "id", ""),
                                                text(rule, "name", text(rule, "id", "")),
                                                text(tier, "name", ""),
                                                policy.kind().pathName())));
    }

    private static Stream<Map<?, ?>> members(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream()
                        .<Map<?, ?>>mapMulti((item, into) -> {
                            if (item instanceof Map<?, ?> members) {
                                into.accept(members);
                            }
                        })
                : Stream.of();
    }

    private static String text(Map<?, ?> document, String name, String otherwise) {
        return document.get(name) instanceof String text && !text.isBlank() ? text : otherwise;
    }
}
