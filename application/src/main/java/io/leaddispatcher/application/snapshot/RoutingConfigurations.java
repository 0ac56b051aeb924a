package io.leaddispatcher.application.snapshot;

import static io.leaddispatcher.application.configuration.ConfigurationKind.FIELD;
import static io.leaddispatcher.application.configuration.ConfigurationKind.LIST;
import static io.leaddispatcher.application.configuration.ConfigurationKind.POOL;
import static io.leaddispatcher.application.configuration.ConfigurationKind.QUEUE;
import static io.leaddispatcher.application.configuration.ConfigurationKind.REP;
import static io.leaddispatcher.application.configuration.ConfigurationKind.SEGMENT;
import static io.leaddispatcher.application.configuration.ConfigurationKind.SEQUENCE;
import static io.leaddispatcher.application.configuration.ConfigurationKind.SLA_POLICY;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TEAM;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TEMPLATE;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TERRITORY;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Maps;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ActivePolicies.ActivePolicy;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.ConditionReader;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.policy.PolicyReferences;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.segment.Segment;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.sequence.Sequence;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import io.leaddispatcher.domain.template.MailTemplate;
import io.leaddispatcher.domain.template.MailVariables;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What each workspace's documents say, read once and kept until the configuration changes. Whether
 * it has changed is asked in every unit of work, so that a decision is never made by an old roster.
 */
public final class RoutingConfigurations {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingConfigurations.class);

    /** For how long a workspace stays in memory in which nothing happens. */
    private static final Duration KEPT_UNASKED = Duration.ofMinutes(30);

    private static final int READINGS = 5;

    /**
     * The configuration at one revision.
     *
     * @param bearing what of it bears on whom a lead waits for
     * @param reader reads lead bodies by the workspace's fields
     * @param webhooks who wants to be told of events
     * @param slaPolicies by which clocks begin
     * @param outreach what leads are written
     */
    public record Snapshot(
            long revision,
            RoutingConfiguration configuration,
            Bearing bearing,
            LeadReader reader,
            List<WebhookSubscription> webhooks,
            Map<SlaPolicyKey, SlaPolicy> slaPolicies,
            OutreachConfiguration outreach) {

        public Snapshot {
            webhooks = List.copyOf(webhooks);
            slaPolicies = Map.copyOf(slaPolicies);
        }

        /** The types of the custom fields. */
        public Optional<FieldType> customType(String key) {
            return configuration.fields().typeOf("custom." + key);
        }
    }

    private final ConfigurationDocuments documents;
    private final ActivePolicies policies;
    private final Workspaces workspaces;
    private final WebhookSubscriptions webhooks;
    private final Cache<TenantId, Snapshot> known =
            CacheBuilder.newBuilder().expireAfterAccess(KEPT_UNASKED).build();

    public RoutingConfigurations(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Workspaces workspaces,
            WebhookSubscriptions webhooks) {
        this.documents = documents;
        this.policies = policies;
        this.workspaces = workspaces;
        this.webhooks = webhooks;
    }

    /** As it is now. Called inside a unit of work of the tenant. */
    public Mono<Snapshot> current(TenantId tenant) {
        return documents
                .revision(tenant)
                .defaultIfEmpty(0L)
                .flatMap(revision -> at(tenant, revision));
    }

    /** Likewise, when this is the revision now. */
    public Mono<Snapshot> at(TenantId tenant, long revision) {
        Snapshot cached = known.getIfPresent(tenant);
        return cached != null && cached.revision() == revision
                ? Mono.just(cached)
                : whole(tenant, revision, READINGS)
                        .doOnNext(snapshot -> known.put(tenant, snapshot));
    }

    /**
     * Each kind of document is read by itself: what is committed in between would give a policy
     * without the pool that came with it. Then all is read once more.
     *
     * @param readings how often, while the configuration goes on changing
     */
    private Mono<Snapshot> whole(TenantId tenant, long revision, int readings) {
        return load(tenant, revision)
                .zipWhen(_ -> documents.revision(tenant).defaultIfEmpty(0L))
                .flatMap(read ->
                        read.getT2() == revision || readings == 1
                                ? Mono.just(read.getT1())
                                : whole(tenant, read.getT2(), readings - 1));
    }

    private Mono<Snapshot> load(TenantId tenant, long revision) {
        Mono<Map<ConfigurationKind, List<StoredDocument>>> all =
                Flux.just(
                                FIELD,
                                TEAM,
                                REP,
                                POOL,
                                QUEUE,
                                TERRITORY,
                                SEGMENT,
                                SLA_POLICY,
                                LIST,
                                TEMPLATE,
                                SEQUENCE)
                        .concatMap(kind ->
                                documents
                                        .all(tenant, kind)
                                        .collectList()
                                        .map(found -> Map.entry(kind, found)))
                        .collectMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                () -> new EnumMap<>(ConfigurationKind.class));
        return workspaces
                .show(tenant)
                .flatMap(workspace ->
                        all.flatMap(found ->
                                policies.active(tenant)
                                        .collectList()
                                        .zipWhen(_ -> listening(tenant))
                                        .map(read ->
                                                snapshot(
                                                        revision,
                                                        workspace,
                                                        found,
                                                        read.getT1(),
                                                        read.getT2()))));
    }

    private Mono<List<WebhookSubscription>> listening(TenantId tenant) {
        return webhooks.all(tenant).filter(WebhookSubscription::active).collectList();
    }

    private static Snapshot snapshot(
            long revision,
            Workspace workspace,
            Map<ConfigurationKind, List<StoredDocument>> found,
            List<ActivePolicy> active,
            List<WebhookSubscription> webhooks) {
        ZoneId zone = workspace.zone();
        FieldCatalogue fields = FieldCatalogue.of(read(found, FIELD, FieldDefinition::read));
        PolicyReferences references = references(fields, found);
        List<Pool> pools =
                read(
                        found,
                        POOL,
                        (key, part) ->
                                Optional.of(
                                        Pool.read(new PoolKey(key), part, _ -> true, _ -> true)));
        List<Queue> queues =
                read(
                        found,
                        QUEUE,
                        (key, part) -> Queue.read(new QueueKey(key), part, _ -> true, _ -> true));
        List<NamedList> lists =
                read(found, LIST, (key, part) -> NamedList.read(new ListKey(key), part));
        List<Segment<Condition>> segments =
                read(
                        found,
                        SEGMENT,
                        (key, part) ->
                                Segment.read(
                                        new SegmentKey(key),
                                        part,
                                        new ConditionReader(references)::read,
                                        Condition.ALWAYS));
        RoutingConfiguration configuration =
                new RoutingConfiguration(
                        zone,
                        fields,
                        new Roster(
                                read(
                                        found,
                                        REP,
                                        (key, part) -> Rep.read(new RepKey(key), part, _ -> true)),
                                read(
                                        found,
                                        TEAM,
                                        (key, part) ->
                                                Team.read(new TeamKey(key), part, _ -> true)),
                                zone),
                        Maps.uniqueIndex(pools, Pool::key),
                        Maps.uniqueIndex(queues, Queue::key),
                        Territories.of(
                                read(
                                        found,
                                        TERRITORY,
                                        (key, part) ->
                                                Territory.read(new TerritoryKey(key), part))),
                        segments,
                        Maps.uniqueIndex(lists, NamedList::key),
                        policies(active, references));
        Function<String, Optional<FieldType>> customTypes = key -> fields.typeOf("custom." + key);
        return new Snapshot(
                revision,
                configuration,
                Bearing.of(zone, found, active, configuration.roster().reps()),
                new LeadReader(customTypes, fields.requiredForRouting()),
                webhooks,
                Maps.uniqueIndex(
                        read(
                                found,
                                SLA_POLICY,
                                (key, part) -> SlaPolicy.read(new SlaPolicyKey(key), part)),
                        SlaPolicy::key),
                outreach(workspace.name(), fields, found));
    }

    private static OutreachConfiguration outreach(
            String workspace,
            FieldCatalogue fields,
            Map<ConfigurationKind, List<StoredDocument>> found) {
        MailVariables variables = new MailVariables(fields);
        return new OutreachConfiguration(
                workspace,
                Maps.uniqueIndex(
                        read(
                                found,
                                TEMPLATE,
                                (key, part) ->
                                        MailTemplate.read(new TemplateKey(key), part, variables)),
                        MailTemplate::key),
                Maps.uniqueIndex(
                        read(
                                found,
                                SEQUENCE,
                                (key, part) ->
                                        Sequence.read(new SequenceKey(key), part, _ -> true)),
                        Sequence::key));
    }

    private static PolicyReferences references(
            FieldCatalogue fields, Map<ConfigurationKind, List<StoredDocument>> found) {
        PolicyReferences references = PolicyReferences.of(fields);
        Map<ReferenceKind, ConfigurationKind> kinds =
                Map.ofEntries(
                        Map.entry(ReferenceKind.REP, REP),
                        Map.entry(ReferenceKind.TEAM, TEAM),
                        Map.entry(ReferenceKind.POOL, POOL),
                        Map.entry(ReferenceKind.QUEUE, QUEUE),
                        Map.entry(ReferenceKind.REVIEW_QUEUE, QUEUE),
                        Map.entry(ReferenceKind.SLA_POLICY, SLA_POLICY),
                        Map.entry(ReferenceKind.TEMPLATE, TEMPLATE),
                        Map.entry(ReferenceKind.SEQUENCE, SEQUENCE),
                        Map.entry(ReferenceKind.TERRITORY, TERRITORY),
                        Map.entry(ReferenceKind.SEGMENT, SEGMENT),
                        Map.entry(ReferenceKind.LIST, LIST));
        for (Map.Entry<ReferenceKind, ConfigurationKind> kind : kinds.entrySet()) {
            references =
                    references.with(
                            kind.getKey(),
                            documents(found, kind.getValue()).stream()
                                    .map(StoredDocument::key)
                                    .toList());
        }
        return references;
    }

    private static Map<LeadKind, PublishedPolicy> policies(
            List<ActivePolicy> active, PolicyReferences references) {
        Map<LeadKind, PublishedPolicy> byKind = new EnumMap<>(LeadKind.class);
        for (ActivePolicy policy : active) {
            Violations violations = new Violations();
            PolicyReader.read(Part.root(policy.document(), violations), references)
                    .ifPresentOrElse(
                            read ->
                                    byKind.put(
                                            policy.kind().leads(),
                                            PublishedPolicy.of(policy.version(), read)),
                            // Cannot be, since deletions of what it names are refused; loud if it
                            // is.
                            () ->
                                    LOG.error(
                                            "policy {} version {} cannot be read: {}",
                                            policy.kind(),
                                            policy.version(),
                                            violations.list()));
        }
        return byKind;
    }

    private static List<StoredDocument> documents(
            Map<ConfigurationKind, List<StoredDocument>> found, ConfigurationKind kind) {
        List<StoredDocument> documents = found.get(kind);
        return documents == null ? List.of() : documents;
    }

    private static <T> List<T> read(
            Map<ConfigurationKind, List<StoredDocument>> found,
            ConfigurationKind kind,
            BiFunction<String, Part, Optional<T>> reader) {
        List<T> values = new ArrayList<>();
        for (StoredDocument document : documents(found, kind)) {
            reader.apply(document.key(), Part.root(document.document(), new Violations()))
                    .ifPresent(values::add);
        }
        return values;
    }
}
