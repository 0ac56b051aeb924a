package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments.Name;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a document may refer to: the keys of everything, and the documents of the kinds whose
 * content matters to others (a field has a type, territories must not overlap).
 */
public final class KnownConfiguration {

    private final Map<ConfigurationKind, SortedSet<String>> keys;
    private final SortedMap<String, Map<String, ?>> fields;
    private final SortedMap<String, Map<String, ?>> territories;
    private final SortedMap<String, Map<String, ?>> queues;
    private final SortedMap<String, Map<String, ?>> segments;

    /** Of the accounts that matter, and of those above them. */
    private final Map<String, String> parents;

    private KnownConfiguration(
            Map<ConfigurationKind, SortedSet<String>> keys,
            SortedMap<String, Map<String, ?>> fields,
            SortedMap<String, Map<String, ?>> territories,
            SortedMap<String, Map<String, ?>> queues,
            SortedMap<String, Map<String, ?>> segments,
            Map<String, String> parents) {
        this.keys = keys;
        this.fields = fields;
        this.territories = territories;
        this.queues = queues;
        this.segments = segments;
        this.parents = parents;
    }

    /**
     * @param accounts the keys of accounts that matter; whether others exist is not known
     *     afterwards
     */
    public static Mono<KnownConfiguration> load(
            ConfigurationDocuments documents, TenantId tenant, Set<String> accounts) {
        return Mono.defer(() -> {
            Map<ConfigurationKind, SortedSet<String>> keys = new EnumMap<>(ConfigurationKind.class);
            for (ConfigurationKind kind : ConfigurationKind.values()) {
                keys.put(kind, new TreeSet<>());
            }
            return documents
                    .names(tenant)
                    .collectList()
                    .flatMap(names -> {
                        for (Name name : names) {
                            of(keys, name.kind()).add(name.key());
                        }
                        return accounts.isEmpty()
                                ? Mono.just(Set.<String>of())
                                : documents
                                        .knownAccounts(tenant, accounts)
                                        .collect(Collectors.toSet());
                    })
                    .flatMap(found -> {
                        of(keys, ConfigurationKind.ACCOUNT).addAll(found);
                        return byKey(documents, tenant, ConfigurationKind.FIELD);
                    })
                    .flatMap(fields ->
                            byKey(documents, tenant, ConfigurationKind.TERRITORY)
                                    .zipWhen(_ -> byKey(documents, tenant, ConfigurationKind.QUEUE))
                                    .zipWhen(_ ->
                                            byKey(documents, tenant, ConfigurationKind.SEGMENT))
                                    .zipWhen(_ -> parents(documents, tenant, accounts))
                                    .map(found ->
                                            new KnownConfiguration(
                                                    keys,
                                                    fields,
                                                    found.getT1().getT1().getT1(),
                                                    found.getT1().getT1().getT2(),
                                                    found.getT1().getT2(),
                                                    found.getT2())));
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

    private static Mono<SortedMap<String, Map<String, ?>>> byKey(
            ConfigurationDocuments documents, TenantId tenant, ConfigurationKind kind) {
        return documents
                .all(tenant, kind)
                .collectList()
                .map(found -> {
                    SortedMap<String, Map<String, ?>> byKey = new TreeMap<>();
                    for (StoredDocument each : found) {
                        byKey.put(each.key(), each.document());
                    }
                    return byKey;
                });
    }

    private static SortedSet<String> of(
            Map<ConfigurationKind, SortedSet<String>> keys, ConfigurationKind kind) {
        SortedSet<String> found = keys.get(kind);
        return found == null ? new TreeSet<>() : found;
    }

    public boolean knows(ConfigurationKind kind, String key) {
        return of(keys, kind).contains(key);
    }

    public SortedSet<String> keys(ConfigurationKind kind) {
        return new TreeSet<>(of(keys, kind));
    }

    /** Null where an account has none, or does not matter. */
    @Nullable AccountKey parentOf(AccountKey account) {
        String parent = parents.get(account.value());
        return parent == null ? null : new AccountKey(parent);
    }

    /** The documents of the custom fields by key. */
    public SortedMap<String, Map<String, ?>> fields() {
        return new TreeMap<>(fields);
    }

    /** The documents of the territories by key. */
    public SortedMap<String, Map<String, ?>> territories() {
        return new TreeMap<>(territories);
    }

    /** What can be said about leads. */
    public FieldCatalogue catalogue() {
        List<FieldDefinition> definitions = new ArrayList<>();
        fields.forEach((key, document) ->
                FieldDefinition.read(key, Part.root(document, new Violations()))
                        .ifPresent(definitions::add));
        return FieldCatalogue.of(definitions);
    }

    /** What is sensitive, and what tells of it. */
    TellingFields telling() {
        FieldCatalogue catalogue = catalogue();
        if (!catalogue.hasSensitive()) {
            return TellingFields.of(catalogue, List.of());
        }
        PolicyReferences references = PolicyReferences.ofThePast(catalogue);
        List<Segment<Condition>> read = new ArrayList<>();
        segments.forEach((key, document) ->
                Segment.read(
                                new SegmentKey(key),
                                Part.root(document, new Violations()),
                                new ConditionReader(references)::read,
                                Condition.ALWAYS)
                        .ifPresent(read::add));
        return TellingFields.of(catalogue, read);
    }

    /** What conditions and policies may name. */
    public PolicyReferences references() {
        PolicyReferences references = PolicyReferences.of(catalogue());
        for (ReferenceKind kind : ReferenceKind.values()) {
            references =
                    references.with(
                            kind,
                            kind == ReferenceKind.REVIEW_QUEUE
                                    ? reviewQueues()
                                    : of(keys, kindOf(kind)));
        }
        return references;
    }

    private List<String> reviewQueues() {
        return queues.entrySet().stream()
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

    /** The same as it will be when this document has been put. */
    public KnownConfiguration with(ConfigurationKind kind, String key, Map<String, ?> document) {
        KnownConfiguration next = copy();
        of(next.keys, kind).add(key);
        if (kind == ConfigurationKind.FIELD) {
            next.fields.put(key, document);
        } else if (kind == ConfigurationKind.TERRITORY) {
            next.territories.put(key, document);
        } else if (kind == ConfigurationKind.QUEUE) {
            next.queues.put(key, document);
        } else if (kind == ConfigurationKind.SEGMENT) {
            next.segments.put(key, document);
        }
        return next;
    }

    /** The same as it will be when all of these have been put. */
    KnownConfiguration with(Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> documents) {
        KnownConfiguration next = copy();
        documents.forEach((kind, section) -> of(next.keys, kind).addAll(section.keySet()));
        next.fields.putAll(documents.getOrDefault(ConfigurationKind.FIELD, new TreeMap<>()));
        next.territories.putAll(
                documents.getOrDefault(ConfigurationKind.TERRITORY, new TreeMap<>()));
        next.queues.putAll(documents.getOrDefault(ConfigurationKind.QUEUE, new TreeMap<>()));
        next.segments.putAll(documents.getOrDefault(ConfigurationKind.SEGMENT, new TreeMap<>()));
        documents
                .getOrDefault(ConfigurationKind.ACCOUNT, new TreeMap<>())
                .forEach((key, document) -> {
                    String parent =
                            DocumentValidation.accountsNamedBy(ConfigurationKind.ACCOUNT, document)
                                    .stream()
                                    .filter(Key::isValid)
                                    .findFirst()
                                    .orElse(null);
                    next.parents.compute(key, (_, _) -> parent);
                });
        return next;
    }

    /** The same as it will be when this document is gone. */
    public KnownConfiguration without(ConfigurationKind kind, String key) {
        KnownConfiguration next = copy();
        of(next.keys, kind).remove(key);
        if (kind == ConfigurationKind.FIELD) {
            next.fields.remove(key);
        } else if (kind == ConfigurationKind.TERRITORY) {
            next.territories.remove(key);
        } else if (kind == ConfigurationKind.QUEUE) {
            next.queues.remove(key);
        } else if (kind == ConfigurationKind.SEGMENT) {
            next.segments.remove(key);
        }
        return next;
    }

    private KnownConfiguration copy() {
        Map<ConfigurationKind, SortedSet<String>> copied = new EnumMap<>(ConfigurationKind.class);
        keys.forEach((kind, of) -> copied.put(kind, new TreeSet<>(of)));
        return new KnownConfiguration(
                copied,
                new TreeMap<>(fields),
                new TreeMap<>(territories),
                new TreeMap<>(queues),
                new TreeMap<>(segments),
                new HashMap<>(parents));
    }
}
