package io.leaddispatcher.application.configuration;

import com.google.common.base.Suppliers;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments.Parentage;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.ConditionReader;
import io.leaddispatcher.domain.policy.PolicyReferences;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.routing.TellingFields;
import io.leaddispatcher.domain.segment.Segment;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a document may refer to: the keys of everything, and the documents of the kinds whose
 * content matters to others (a field has a type, territories must not overlap). What the domain
 * makes of those is made once, when it is asked for.
 */
public final class KnownConfiguration {

    /** The kinds whose content matters to others. */
    private static final List<ConfigurationKind> READ =
            List.of(
                    ConfigurationKind.FIELD,
                    ConfigurationKind.TERRITORY,
                    ConfigurationKind.QUEUE,
                    ConfigurationKind.SEGMENT);

    private static final Map<String, ?> NOT_READ = Map.of();

    /** By kind and key; of kinds that are not read, the keys alone count. */
    private final Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> documents;

    /** Of the accounts that matter, and of those above them. */
    private final Map<String, String> parents;

    private final Supplier<FieldCatalogue> catalogue = Suppliers.memoize(this::readCatalogue);
    private final Supplier<PolicyReferences> references = Suppliers.memoize(this::readReferences);
    private final Supplier<Territories> territories = Suppliers.memoize(this::readTerritories);
    private final Supplier<TellingFields> telling = Suppliers.memoize(this::readTelling);

    private KnownConfiguration(
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> documents,
            Map<String, String> parents) {
        this.documents = documents;
        this.parents = parents;
    }

    /**
     * Goes on where work may take its time: reading thousands of rules against it is none for a
     * thread that serves other connections of the database.
     *
     * @param accounts the keys of accounts that matter; whether others exist is not known
     *     afterwards
     */
    public static Mono<KnownConfiguration> load(
            ConfigurationDocuments documents, TenantId tenant, Set<String> accounts) {
        return Mono.defer(() -> {
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> found =
                    new EnumMap<>(ConfigurationKind.class);
            return documents
                    .names(tenant)
                    .doOnNext(name -> put(found, name.kind(), name.key(), NOT_READ))
                    .thenMany(
                            accounts.isEmpty()
                                    ? Flux.empty()
                                    : documents.knownAccounts(tenant, accounts))
                    .doOnNext(key -> put(found, ConfigurationKind.ACCOUNT, key, NOT_READ))
                    .thenMany(Flux.fromIterable(READ))
                    .concatMap(kind ->
                            documents
                                    .all(tenant, kind)
                                    .doOnNext(
                                            each -> put(found, kind, each.key(), each.document())))
                    .then(parents(documents, tenant, accounts))
                    .map(parents -> new KnownConfiguration(found, parents))
                    .publishOn(Schedulers.boundedElastic());
        });
    }

    private static Mono<Map<String, String>> parents(
            ConfigurationDocuments documents, TenantId tenant, Set<String> accounts) {
        return accounts.isEmpty()
                ? Mono.just(Map.of())
                : documents
                        .parentageOfAccounts(tenant, accounts)
                        .collectMap(Parentage::account, Parentage::parent);
    }

    private static void put(
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> documents,
            ConfigurationKind kind,
            String key,
            Map<String, ?> document) {
        documents.computeIfAbsent(kind, _ -> new TreeMap<>()).put(key, document);
    }

    private SortedMap<String, Map<String, ?>> of(ConfigurationKind kind) {
        return documents.getOrDefault(kind, Collections.emptySortedMap());
    }

    public boolean knows(ConfigurationKind kind, String key) {
        return of(kind).containsKey(key);
    }

    /** Null where an account has none, or does not matter. */
    @Nullable AccountKey parentOf(AccountKey account) {
        String parent = parents.get(account.value());
        return parent == null ? null : new AccountKey(parent);
    }

    /** The documents of the custom fields. */
    Collection<Map<String, ?>> fields() {
        return Collections.unmodifiableCollection(of(ConfigurationKind.FIELD).values());
    }

    /** What can be said about leads. */
    public FieldCatalogue catalogue() {
        return catalogue.get();
    }

    /** What conditions and policies may name. */
    public PolicyReferences references() {
        return references.get();
    }

    /** What is sensitive, and what tells of it. */
    TellingFields telling() {
        return telling.get();
    }

    /** All territories, with this one as its document says. */
    Territories territories(Territory territory, Map<String, ?> document) {
        Territories known = territories.get();
        return document.equals(of(ConfigurationKind.TERRITORY).get(territory.key().value()))
                ? known
                : known.with(territory);
    }

    private FieldCatalogue readCatalogue() {
        return FieldCatalogue.of(read(ConfigurationKind.FIELD, FieldDefinition::read));
    }

    private Territories readTerritories() {
        return Territories.of(
                read(
                        ConfigurationKind.TERRITORY,
                        (key, root) -> Territory.read(new TerritoryKey(key), root)));
    }

    private TellingFields readTelling() {
        FieldCatalogue fields = catalogue();
        if (!fields.hasSensitive()) {
            return TellingFields.of(fields, List.of());
        }
        ConditionReader conditions = new ConditionReader(PolicyReferences.ofThePast(fields));
        List<Segment<Condition>> segments =
                read(
                        ConfigurationKind.SEGMENT,
                        (key, root) ->
                                Segment.read(
                                        new SegmentKey(key),
                                        root,
                                        conditions::read,
                                        Condition.ALWAYS));
        return TellingFields.of(fields, segments);
    }

    /** Those that can be read at all; what is wrong with them was told when they were put. */
    private <T> List<T> read(
            ConfigurationKind kind, BiFunction<String, Part, Optional<T>> reading) {
        return of(kind).entrySet().stream()
                .flatMap(each ->
                        reading
                                .apply(each.getKey(), Part.root(each.getValue(), new Violations()))
                                .stream())
                .toList();
    }

    private PolicyReferences readReferences() {
        PolicyReferences found = PolicyReferences.of(catalogue());
        for (ReferenceKind kind : ReferenceKind.values()) {
            found =
                    found.with(
                            kind,
                            kind == ReferenceKind.REVIEW_QUEUE
                                    ? reviewQueues()
                                    : of(kindOf(kind)).keySet());
        }
        return found;
    }

    private List<String> reviewQueues() {
        return of(ConfigurationKind.QUEUE).entrySet().stream()
                .filter(queue ->
                        QueueType.MANUAL_REVIEW.name().equals(queue.getValue().get("type")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ConfigurationKind kindOf(ReferenceKind kind) {
        return switch (kind) {
            case REP -> ConfigurationKind.REP;
            case TEAM -> ConfigurationKind.TEAM;
            case POOL -> ConfigurationKind.POOL;
            case QUEUE, REVIEW_QUEUE -> ConfigurationKind.QUEUE;
            case SLA_POLICY -> ConfigurationKind.SLA_POLICY;
            case TEMPLATE -> ConfigurationKind.TEMPLATE;
            case SEQUENCE -> ConfigurationKind.SEQUENCE;
            case TERRITORY -> ConfigurationKind.TERRITORY;
            case SEGMENT -> ConfigurationKind.SEGMENT;
            case LIST -> ConfigurationKind.LIST;
            case FIELD -> ConfigurationKind.FIELD;
        };
    }

    /** The same as it will be when all of these have been put. */
    KnownConfiguration with(Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> put) {
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> next = copy();
        Map<String, String> above = new HashMap<>(parents);
        put.forEach((kind, section) ->
                section.forEach((key, document) -> {
                    put(next, kind, key, document);
                    if (kind == ConfigurationKind.ACCOUNT) {
                        above.compute(key, (_, _) -> parent(document));
                    }
                }));
        return new KnownConfiguration(next, above);
    }

    private static @Nullable String parent(Map<String, ?> account) {
        return DocumentValidation.accountsNamedBy(ConfigurationKind.ACCOUNT, account).stream()
                .filter(Key::isValid)
                .findFirst()
                .orElse(null);
    }

    /** The same as it will be when this document is gone. */
    KnownConfiguration without(ConfigurationKind kind, String key) {
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> next = copy();
        next.computeIfPresent(
                kind,
                (_, section) -> {
                    section.remove(key);
                    return section;
                });
        return new KnownConfiguration(next, parents);
    }

    private Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> copy() {
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> copied =
                new EnumMap<>(ConfigurationKind.class);
        documents.forEach((kind, section) -> copied.put(kind, new TreeMap<>(section)));
        return copied;
    }
}
