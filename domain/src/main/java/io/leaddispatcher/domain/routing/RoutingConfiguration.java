package io.leaddispatcher.domain.routing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.Experiment;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.NamedLists;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.segment.Segment;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.waiting.PullQueues;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an admin has said about routing in one workspace, as it is at one moment.
 * Accounts are looked up.
 */
public final class RoutingConfiguration implements NamedLists {

    static final String MEETING_HOST = "meeting.host";

    private final ZoneId zone;
    private final FieldCatalogue fields;
    private final Roster roster;
    private final ImmutableMap<PoolKey, Pool> pools;
    private final ImmutableMap<PoolKey, List<Enrolled>> members;
    private final ImmutableMap<QueueKey, Queue> queues;
    private final Set<QueueKey> pulledQueues;
    private final Set<QueueKey> ringQueues;
    private final Territories territories;
    private final List<Segment<Condition>> segments;
    private final ImmutableMap<ListKey, NamedList> lists;
    private final ImmutableMap<LeadKind, PublishedPolicy> policies;
    private final TellingFields telling;
    private final boolean asksForAncestors;
    private final boolean asksForCompanies;
    private final boolean asksForAccounts;
    private final ImmutableSet<ExperimentKey> experiments;

    public RoutingConfiguration(
            ZoneId zone,
            FieldCatalogue fields,
            Roster roster,
            Map<PoolKey, Pool> pools,
            Map<QueueKey, Queue> queues,
            Territories territories,
            List<Segment<Condition>> segments,
            Map<ListKey, NamedList> lists,
            Map<LeadKind, PublishedPolicy> policies) {
        this.zone = zone;
        this.fields = fields;
        this.roster = roster;
        this.pools = ImmutableMap.copyOf(pools);
        this.members = ImmutableMap.copyOf(Maps.transformValues(this.pools, this::knownMembers));
        this.queues = ImmutableMap.copyOf(queues);
        this.territories = territories;
        this.segments = List.copyOf(segments);
        this.telling = TellingFields.of(fields, this.segments);
        this.lists = ImmutableMap.copyOf(lists);
        this.policies = ImmutableMap.copyOf(policies);
        List<Policy> inForce =
                this.policies.values().stream().map(PublishedPolicy::policy).toList();
        this.pulledQueues = PullQueues.of(this.queues.values(), inForce);
        this.ringQueues =
                Sets.difference(PullQueues.ofRings(inForce), pulledQueues).immutableCopy();
        this.asksForAncestors =
                isAnyTarget(
                        target -> target instanceof Target.AccountOwner(var parents) && parents);
        this.asksForCompanies = isAnyTarget(Target.SameCompany.class::isInstance);
        this.experiments =
                this.policies.values().stream()
                        .flatMap(published -> Stream.ofNullable(published.policy().experiment()))
                        .map(Experiment::key)
                        .collect(ImmutableSet.toImmutableSet());
        this.asksForAccounts =
                isAnyTarget(Target.AccountOwner.class::isInstance)
                        || this.policies.values().stream()
                                .flatMap(published -> published.asked().types().keySet().stream())
                                .anyMatch(RoutingConfiguration::isOfAccounts);
    }

    /** A lead is in a segment of its own accord, or by its account. */
    private static boolean isOfAccounts(String field) {
        return field.startsWith("account.") || field.equals("segment");
    }

    /** Likewise, with another policy of one kind. */
    public RoutingConfiguration with(LeadKind kind, PublishedPolicy policy) {
        Map<LeadKind, PublishedPolicy> others = new EnumMap<>(LeadKind.class);
        others.putAll(policies);
        others.put(kind, policy);
        return new RoutingConfiguration(
                zone, fields, roster, pools, queues, territories, segments, lists, others);
    }

    /** Whether a field is sensitive, or follows from one that is: a segment, a territory. */
    public boolean tells(String path) {
        return telling.tells(path);
    }

    /** What is sensitive, and what tells of it. */
    public TellingFields telling() {
        return telling;
    }

    /**
     * Whether it tells of something sensitive at whom a rule looked, and what spoke against them.
     */
    public boolean tellsByCandidates(Rule rule) {
        return rule.rings().stream().map(Ring::assign).anyMatch(this::tellsByCandidates);
    }

    private boolean tellsByCandidates(Target target) {
        return switch (target) {
            case Target.AccountOwner _, Target.SameCompany _ -> telling.accountsTell();
            case Target.Pool(var key) -> pool(key).filter(telling::tells).isPresent();
            case Target.MeetingHost _ -> telling.tells(MEETING_HOST);
            default -> false;
        };
    }

    /** Whether a rule may be one by whose candidates something sensitive is told. */
    public boolean tellsByCandidates() {
        return telling.accountsTell()
                || telling.tells(MEETING_HOST)
                || pools.values().stream().anyMatch(telling::tells);
    }

    /** Whether a policy has people look at leads in conflict. */
    public boolean reviews() {
        return policies.values().stream().anyMatch(each -> each.policy().review() != null);
    }

    /** The workspace's zone, in which cycles of pools begin. */
    public ZoneId zone() {
        return zone;
    }

    public FieldCatalogue fields() {
        return fields;
    }

    public Roster roster() {
        return roster;
    }

    public Optional<Pool> pool(PoolKey key) {
        return Optional.ofNullable(pools.get(key));
    }

    public Collection<Pool> pools() {
        return pools.values();
    }

    /** A member of a pool whom the roster knows, and when that one works. */
    record Enrolled(Rep rep, Schedule schedule) {}

    /** In the order of the pool's list. */
    List<Enrolled> membersOf(Pool pool) {
        return members.getOrDefault(pool.key(), List.of());
    }

    private List<Enrolled> knownMembers(Pool pool) {
        return pool.members().stream()
                .flatMap(member -> roster.rep(member.rep()).stream())
                .map(rep -> new Enrolled(rep, roster.scheduleOf(rep.key())))
                .toList();
    }

    /**
     * Empty when there is none of this key, also where something is in no queue.
     *
     * @param key null: in none
     */
    public Optional<Queue> queue(@Nullable QueueKey key) {
        return key == null ? Optional.empty() : Optional.ofNullable(queues.get(key));
    }

    /** The first queue of a type, by key. Empty when there is none. */
    public Optional<Queue> queueOf(QueueType type) {
        return queues.values().stream()
                .filter(queue -> queue.type() == type)
                .min(Comparator.comparing(Queue::key));
    }

    public Collection<Queue> queues() {
        return queues.values();
    }

    /** From which leads are routed again as soon as somebody is there for them. */
    public Set<QueueKey> pulledQueues() {
        return pulledQueues;
    }

    /**
     * From which leads are routed again as soon as somebody is there for them, while they wait for
     * another ring of their rule; none of those from which all are.
     */
    public Set<QueueKey> ringQueues() {
        return ringQueues;
    }

    public Territories territories() {
        return territories;
    }

    public List<Segment<Condition>> segments() {
        return segments;
    }

    public Optional<NamedList> list(ListKey key) {
        return Optional.ofNullable(lists.get(key));
    }

    /** Empty when no policy of this kind was ever published. */
    public Optional<PublishedPolicy> policy(LeadKind kind) {
        return Optional.ofNullable(policies.get(kind));
    }

    /** Whether a policy gives leads to the owners of accounts above theirs. */
    public boolean asksForAncestors() {
        return asksForAncestors;
    }

    /** The experiments that are under way. */
    public Set<ExperimentKey> experiments() {
        return experiments;
    }

    /** Whether a policy gives leads to whoever got the last one of their company. */
    public boolean asksForCompanies() {
        return asksForCompanies;
    }

    /** Whether it matters to a policy which account a lead's company is. */
    public boolean asksForAccounts() {
        return asksForAccounts;
    }

    private boolean isAnyTarget(Predicate<Target> asked) {
        return policies.values().stream()
                .flatMap(published -> published.policy().everyRule())
                .flatMap(rule -> rule.rings().stream())
                .map(Ring::assign)
                .anyMatch(asked);
    }

    @Override
    public boolean contains(ListKey list, String foldedText) {
        NamedList found = lists.get(list);
        return found != null && found.containsFolded(foldedText);
    }
}
