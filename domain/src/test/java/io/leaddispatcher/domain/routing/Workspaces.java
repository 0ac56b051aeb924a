package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.ConditionReader;
import io.leaddispatcher.domain.policy.Policy;
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
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.segment.Segment;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A workspace to route in, told as its documents and read by the domain's own readers. It has the
 * queues {@code fallback} and {@code after-hours}, lies in Berlin, and decides on a Wednesday noon.
 */
public final class Workspaces {

    /** A Wednesday, 12:00 in Berlin. */
    public static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private final Map<RepKey, Map<String, @Nullable Object>> reps = new LinkedHashMap<>();
    private final Map<TeamKey, Map<String, @Nullable Object>> teams = new LinkedHashMap<>();
    private final Map<PoolKey, Map<String, @Nullable Object>> pools = new LinkedHashMap<>();
    private final Map<QueueKey, Map<String, @Nullable Object>> queues = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> fields = new LinkedHashMap<>();
    private final Map<ListKey, Map<String, @Nullable Object>> lists = new LinkedHashMap<>();
    private final Map<SegmentKey, Map<String, @Nullable Object>> segments = new LinkedHashMap<>();
    private final Set<String> slaPolicies = new LinkedHashSet<>();
    private final Set<String> templates = new LinkedHashSet<>();
    private final Set<String> sequences = new LinkedHashSet<>();
    private final Map<RepKey, Workload> workloads = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> tiers = new ArrayList<>();
    private List<Object> rules = new ArrayList<>();
    private final Map<String, Object> policyExtras = new LinkedHashMap<>();
    private List<Territory> territories = List.of();
    private boolean published = true;

    private Workspaces() {}

    public static Workspaces workspace() {
        return new Workspaces().queue("fallback").queue("after-hours");
    }

    public Workspaces rep(String key, Object... properties) {
        Map<String, @Nullable Object> document = object("name", key, "email", key + "@x.test");
        document.putAll(object(properties));
        reps.put(new RepKey(key), document);
        return this;
    }

    public Workspaces reps(String... keys) {
        Arrays.stream(keys).forEach(this::rep);
        return this;
    }

    /** Works that much at the moment. */
    public Workspaces busy(String rep, int open) {
        workloads.put(new RepKey(rep), new Workload(open, open, open));
        return this;
    }

    public Workspaces inAMeeting(String rep) {
        workloads.put(new RepKey(rep), new Workload(0, 0, 0, true));
        return this;
    }

    public Workspaces team(String key, Object... properties) {
        Map<String, @Nullable Object> document = object("name", key);
        document.putAll(object(properties));
        teams.put(new TeamKey(key), document);
        return this;
    }

    /** A pool of these members, in this order. */
    public Workspaces pool(String key, String strategy, List<String> members, Object... more) {
        List<Object> rows = new ArrayList<>();
        members.forEach(member -> rows.add(object("rep", member)));
        Map<String, @Nullable Object> document =
                object("name", key, "strategy", strategy, "members", rows);
        document.putAll(object(more));
        pools.put(new PoolKey(key), document);
        return this;
    }

    public Workspaces queue(String key) {
        queues.put(new QueueKey(key), object("name", key));
        return this;
    }

    /** One that rules may name. */
    public Workspaces slaPolicy(String key) {
        slaPolicies.add(key);
        return this;
    }

    /** One that rules may name. */
    public Workspaces template(String key) {
        templates.add(key);
        return this;
    }

    /** One that rules may name. */
    public Workspaces sequence(String key) {
        sequences.add(key);
        return this;
    }

    public Workspaces field(String key, String type) {
        fields.put(key, object("name", key, "type", type));
        return this;
    }

    /** A text that goes into no message. */
    public Workspaces sensitive(String key) {
        fields.put(key, object("name", key, "type", "TEXT", "sensitive", true));
        return this;
    }

    public Workspaces list(String key, String... values) {
        lists.put(new ListKey(key), object("name", key, "values", List.of((Object[]) values)));
        return this;
    }

    public Workspaces segment(String key, Map<String, ?> when) {
        return segment(key, key, when);
    }

    public Workspaces segment(String key, String name, Map<String, ?> when) {
        segments.put(new SegmentKey(key), object("name", name, "when", when));
        return this;
    }

    public Workspaces territory(String key, Object... properties) {
        Map<String, @Nullable Object> document = object("name", key);
        document.putAll(object(properties));
        List<Territory> more = new ArrayList<>(territories);
        more.add(read(document, part -> Territory.read(new TerritoryKey(key), part)));
        territories = more;
        return this;
    }

    /** A tier; the rules that follow are in it. */
    public Workspaces tier(String name) {
        rules = new ArrayList<>();
        tiers.add(object("name", name, "rules", rules));
        return this;
    }

    /** The next rule of the tier; its target is among the properties. */
    public Workspaces rule(String id, Object... properties) {
        if (tiers.isEmpty()) {
            tier("Only tier");
        }
        Map<String, @Nullable Object> document = object("id", id);
        document.putAll(object(properties));
        rules.add(document);
        return this;
    }

    /** Another property of the policy, such as {@code offer}. */
    public Workspaces policy(String name, Object value) {
        policyExtras.put(name, value);
        return this;
    }

    public Workspaces withoutPolicy() {
        published = false;
        return this;
    }

    public RoutingConfiguration configuration() {
        FieldCatalogue catalogue = FieldCatalogue.of(customFields());
        PolicyReferences references = references(catalogue);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        List<Rep> readReps = new ArrayList<>();
        reps.forEach((key, document) ->
                readReps.add(read(document, part -> Rep.read(key, part, reps::containsKey))));
        List<Team> readTeams = new ArrayList<>();
        teams.forEach((key, document) ->
                readTeams.add(read(document, part -> Team.read(key, part, reps::containsKey))));
        Map<PoolKey, Pool> readPools = new LinkedHashMap<>();
        pools.forEach((key, document) ->
                readPools.put(
                        key,
                        read(
                                document,
                                part -> Optional.of(Pool.read(key, part, _ -> true, _ -> true)))));
        Map<QueueKey, Queue> readQueues = new LinkedHashMap<>();
        queues.forEach((key, document) ->
                readQueues.put(
                        key, read(document, part -> Queue.read(key, part, _ -> true, _ -> true))));
        List<Segment<Condition>> readSegments = new ArrayList<>();
        segments.forEach((key, document) ->
                readSegments.add(
                        read(
                                document,
                                part ->
                                        Segment.read(
                                                key,
                                                part,
                                                new ConditionReader(references)::read,
                                                Condition.ALWAYS))));
        Map<ListKey, NamedList> readLists = new LinkedHashMap<>();
        lists.forEach((key, document) ->
                readLists.put(key, read(document, part -> NamedList.read(key, part))));
        return new RoutingConfiguration(
                berlin,
                catalogue,
                new Roster(readReps, readTeams, berlin),
                readPools,
                readQueues,
                Territories.of(territories),
                readSegments,
                readLists,
                published
                        ? Map.of(LeadKind.LEAD, PublishedPolicy.of(7, readPolicy(references)))
                        : Map.of());
    }

    public Router router() {
        return new Router(configuration());
    }

    /** Who works how much; nobody has had anything of a pool yet. */
    public RoutingState state() {
        return new RoutingState(Map.of(), workloads);
    }

    /** A lead that nobody has heard of before, decided on its arrival at noon. */
    public Decision decide(Object... pathsAndValues) {
        return decide(LeadContext.of(lead(pathsAndValues)));
    }

    public Decision decide(LeadContext context) {
        return router().decide(context, state(), NOON);
    }

    /** Paths and values by turns, arrived at noon. */
    public Lead lead(Object... pathsAndValues) {
        return lead(new LeadId(new UUID(7, 1)), NOON, pathsAndValues);
    }

    public Lead lead(LeadId id, Instant arrivedAt, Object... pathsAndValues) {
        Map<String, @Nullable Object> document = object("externalId", "x-1");
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            String path = String.valueOf(pathsAndValues[i]);
            int dot = path.indexOf('.');
            if (dot < 0) {
                document.put(path, pathsAndValues[i + 1]);
            } else {
                put(
                        document,
                        path.substring(0, dot),
                        path.substring(dot + 1),
                        pathsAndValues[i + 1]);
            }
        }
        FieldCatalogue catalogue = FieldCatalogue.of(customFields());
        return read(
                        document,
                        part ->
                                new LeadReader(key -> catalogue.typeOf("custom." + key), Set.of())
                                        .read(part))
                .toLead(id, arrivedAt);
    }

    public static Account account(String key, Object... properties) {
        Map<String, @Nullable Object> document = object("name", key);
        document.putAll(object(properties));
        return read(document, part -> Account.read(new AccountKey(key), part));
    }

    /** The lead of a known account, matched by its domain. */
    public static LeadContext of(Account account, Lead lead) {
        return new LeadContext(
                lead,
                account,
                new AccountMatch(account.key(), AccountMatch.Evidence.DOMAIN, 1.0),
                LeadContext.History.NONE,
                Set.of());
    }

    /** The same, with what is known about its company. */
    static LeadContext with(LeadContext context, LeadContext.Company company) {
        return new LeadContext(
                context.lead(),
                context.account(),
                context.match(),
                context.history(),
                context.declinedBy(),
                company,
                context.rivals());
    }

    public static LeadContext hadBefore(String rep, Lead lead) {
        return new LeadContext(
                lead, null, null, new LeadContext.History(new RepKey(rep), false, null), Set.of());
    }

    public static LeadContext declinedBy(Lead lead, String... reps) {
        Set<RepKey> decliners = new LinkedHashSet<>();
        Arrays.stream(reps).map(RepKey::new).forEach(decliners::add);
        return new LeadContext(lead, null, null, LeadContext.History.NONE, decliners);
    }

    /** Name and value by turns; whole numbers become the ones that documents have. */
    public static Map<String, @Nullable Object> object(Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            object.put(
                    String.valueOf(namesAndValues[i]),
                    value instanceof Integer number ? BigDecimal.valueOf(number) : value);
        }
        return object;
    }

    /** A condition on one field. */
    public static Map<String, @Nullable Object> leaf(String field, String op, Object value) {
        return object("field", field, "op", op, "value", value);
    }

    public Map<String, @Nullable Object> policyDocument() {
        Map<String, @Nullable Object> document =
                object("tiers", tiers, "fallback", object("queue", "fallback"));
        document.putAll(policyExtras);
        return document;
    }

    private Policy readPolicy(PolicyReferences references) {
        return read(policyDocument(), part -> PolicyReader.read(part, references));
    }

    private PolicyReferences references(FieldCatalogue catalogue) {
        return PolicyReferences.of(catalogue)
                .with(ReferenceKind.REP, reps.keySet())
                .with(ReferenceKind.TEAM, teams.keySet())
                .with(ReferenceKind.POOL, pools.keySet())
                .with(ReferenceKind.QUEUE, queues.keySet())
                .with(ReferenceKind.SLA_POLICY, slaPolicies)
                .with(ReferenceKind.TEMPLATE, templates)
                .with(ReferenceKind.SEQUENCE, sequences)
                .with(ReferenceKind.REVIEW_QUEUE, queues.keySet())
                .with(ReferenceKind.LIST, lists.keySet())
                .with(ReferenceKind.SEGMENT, segments.keySet())
                .with(ReferenceKind.TERRITORY, territories.stream().map(Territory::key).toList());
    }

    private List<FieldDefinition> customFields() {
        List<FieldDefinition> custom = new ArrayList<>();
        fields.forEach((key, document) ->
                custom.add(read(document, part -> FieldDefinition.read(key, part))));
        return custom;
    }

    @SuppressWarnings("unchecked")
    private static void put(
            Map<String, @Nullable Object> document, String section, String name, Object value) {
        ((Map<String, Object>)
                        document.computeIfAbsent(section, _ -> new LinkedHashMap<String, Object>()))
                .put(name, value instanceof Integer number ? BigDecimal.valueOf(number) : value);
    }

    private static <T> T read(Object document, Function<Part, Optional<T>> reader) {
        var violations = new Violations();
        Optional<T> read = reader.apply(Part.root(document, violations));
        violations.refuseIfAny();
        return read.orElseThrow();
    }
}
