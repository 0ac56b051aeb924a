package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.InboundEvents.Ready;
import io.leaddispatcher.application.intake.port.InboundEvents.Routed;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.LiveEvent;
import io.leaddispatcher.application.routing.port.Assignments.Offer;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.policy.Offer.Mode;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events on its way from "ready" to what is committed. The decisions are pure; this
 * carries the state from one to the next and gathers the rows. Not thread-safe.
 */
final class RoutingBatch {

    private final RoutingConfiguration configuration;
    private final RoutingConfigurations.Snapshot snapshot;
    private final Router router;
    private final Instant now;
    private final Ids ids;
    private final DispatchMessages messages;
    private final RoutingLoads loads;

    private final Map<LeadId, LeadFile> files;
    private final Set<LeadId> changed = new LinkedHashSet<>();
    private final Map<UUID, Merge> merges = new HashMap<>();
    private final Map<LeadId, Set<RepKey>> declined = new HashMap<>();
    private final Map<LeadId, Offer> active = new HashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private final Map<PoolKey, Ledger> ledgersBefore = new HashMap<>();
    private DispatchPlan.Connected connected = new DispatchPlan.Connected(false, null, false);
    private RoutingState state = RoutingState.empty();

    private final List<Run> runs = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<PoolRow> ledgerRows = new ArrayList<>();
    private final List<Timeline.Entry> timeline = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Routed> routed = new ArrayList<>();

    /** What an event did to its lead: whether it was the first, and which fields are new. */
    private record Merge(boolean first, Set<String> changed) {}

    RoutingBatch(
            RoutingConfigurations.Snapshot snapshot,
            Map<LeadId, LeadFile> files,
            Instant now,
            Ids ids,
            DispatchMessages messages) {
        this.snapshot = snapshot;
        this.configuration = snapshot.configuration();
        this.router = new Router(configuration);
        this.files = new HashMap<>(files);
        this.now = now;
        this.ids = ids;
        this.messages = messages;
        this.loads = new RoutingLoads(configuration.roster(), now);
    }

    // What is known before the decisions

    void ledgers(Map<PoolKey, Ledger> found) {
        ledgersBefore.putAll(found);
    }

    void loads(Map<RepKey, RepLoad> found) {
        loads.add(found.values());
        state = new RoutingState(ledgersBefore, loads.workloads());
    }

    void declined(Map<LeadId, Set<RepKey>> found) {
        declined.putAll(found);
    }

    void active(Map<LeadId, Offer> found) {
        active.putAll(found);
    }

    void accounts(List<Account> found) {
        accounts.addAll(found);
    }

    void connected(DispatchPlan.Connected found) {
        connected = found;
    }

    /** Takes what an event says into its lead. */
    LeadFile merge(Ready event) {
        LeadFile before = files.get(event.lead());
        LeadBody body = body(event);
        LeadFile after;
        if (before == null) {
            after = LeadFile.of(body.toLead(event.lead(), event.receivedAt()), event.receivedAt());
            merges.put(event.id(), new Merge(true, Set.of()));
        } else {
            Lead.Merged merged = before.lead().merge(body);
            after = before.with(merged.lead());
            boolean first = before.status() == LeadStatus.NEW && !changed.contains(event.lead());
            merges.put(event.id(), new Merge(first, merged.changed()));
        }
        files.put(event.lead(), after);
        changed.add(event.lead());
        return after;
    }

    private LeadBody body(Ready event) {
        Violations violations = new Violations();
        return snapshot.reader()
                .read(Part.root(event.body(), violations))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "event %s was ready with a body that cannot be read: %s"
                                        .formatted(event.id(), violations.list())));
    }

    // The decisions

    /** Decides what an event brings about, in the order in which the events came. */
    void route(Ready event) {
        LeadFile file = Objects.requireNonNull(files.get(event.lead()));
        Merge merge = Objects.requireNonNull(merges.get(event.id()));
        String actor = event.connection() == null ? "system" : event.source();
        if (merge.first()) {
            tell(event.lead(), "LEAD_RECEIVED", actor, "api", source(event));
        } else if (!merge.changed().isEmpty()) {
            Map<String, Object> detail = new LinkedHashMap<>(source(event));
            detail.put("changed", List.copyOf(merge.changed()));
            tell(event.lead(), "LEAD_UPDATED", actor, "api", detail);
        }
        boolean done =
                file.status() == LeadStatus.COMPLETED || file.status() == LeadStatus.REJECTED;
        if (file.status() == LeadStatus.NEW || (done && !event.updateOnly())) {
            decide(event, file);
        } else {
            Map<String, Object> outcome = new LinkedHashMap<>(outcome(event.id(), file, null));
            outcome.put("merged", true);
            routed.add(new Routed(event.id(), outcome));
        }
    }

    private static Map<String, Object> source(Ready event) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("source", event.source());
        if (event.connection() != null) {
            detail.put("connection", event.connection());
        }
        return detail;
    }

    private void decide(Ready event, LeadFile file) {
        Lead lead = file.lead();
        Optional<AccountMatch> match = AccountMatcher.match(lead, accounts);
        Account account =
                match.flatMap(found ->
                                accounts.stream()
                                        .filter(each -> each.key().equals(found.account()))
                                        .findFirst())
                        .orElse(null);
        LeadContext context =
                new LeadContext(
                        lead,
                        account,
                        match.orElse(null),
                        new LeadContext.History(file.previousRep(), false, null),
                        declined.getOrDefault(lead.id(), Set.of()));
        Decision decision = router.decide(context, state, now);
        state = decision.state();
        UUID run = ids.next();
        Result placed = place(file, run, decision, match.orElse(null));
        files.put(lead.id(), placed.file());
        runs.add(
                new Run(
                        run,
                        lead.id(),
                        event.id(),
                        lead.kind().word(),
                        decision.policyVersion(),
                        Cause.INTAKE,
                        now,
                        placed.file().status().name(),
                        placed.file().placement().ruleId(),
                        trace(decision, placed.file().placement())));
        routed.add(new Routed(event.id(), outcome(event.id(), placed.file(), run)));
    }

    /** With what it came to, for those who read the trace alone. */
    private static Map<String, @Nullable Object> trace(Decision decision, Placement placement) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(decision.trace().toDocument());
        Map<String, Object> ending = new LinkedHashMap<>();
        put(ending, "repKey", placement.rep() == null ? null : placement.rep().value());
        put(ending, "queueKey", placement.queue() == null ? null : placement.queue().value());
        put(ending, "rejectReason", placement.rejectReason());
        put(ending, "ruleId", placement.ruleId());
        document.put("decision", ending);
        return document;
    }

    private record Result(LeadFile file) {}

    private Result place(LeadFile file, UUID run, Decision decision, @Nullable AccountMatch match) {
        LeadId lead = file.lead().id();
        return switch (decision.result()) {
            case Decision.Result.Assigned assigned -> {
                tellRouted(lead, decision, assigned.rule(), assigned.tier());
                assign(file.lead(), run, assigned, decision);
                yield new Result(
                        file.placed(
                                LeadStatus.ASSIGNED,
                                new Placement(
                                        assigned.broadcast() ? null : assigned.reps().getFirst(),
                                        null,
                                        assigned.rule().id(),
                                        assigned.tier(),
                                        assigned.priority(),
                                        null,
                                        null,
                                        null),
                                match));
            }
            case Decision.Result.Queued queued -> {
                tellRouted(lead, decision, queued.rule(), queued.tier());
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put("queue", queued.queue().value());
                detail.put("why", queued.why());
                if (queued.handoff() != null) {
                    detail.put("handoff", queued.handoff().name());
                }
                tell(lead, "LEAD_QUEUED", detail);
                yield new Result(
                        file.placed(
                                LeadStatus.QUEUED,
                                new Placement(
                                        null,
                                        queued.queue(),
                                        queued.rule() == null ? null : queued.rule().id(),
                                        queued.tier(),
                                        queued.priority(),
                                        null,
                                        queued.why(),
                                        queued.nextRingAt()),
                                match));
            }
            case Decision.Result.Rejected(var rule, var tier, var reason) -> {
                tellRouted(lead, decision, rule, tier);
                tell(lead, "LEAD_REJECTED", Map.of("reason", reason));
                yield new Result(
                        file.placed(
                                LeadStatus.REJECTED,
                                new Placement(
                                        null,
                                        null,
                                        rule.id(),
                                        tier,
                                        rule.priority(),
                                        reason,
                                        null,
                                        null),
                                match));
            }
        };
    }

    private void tellRouted(
            LeadId lead, Decision decision, @Nullable Rule rule, @Nullable String tier) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("policyVersion", decision.policyVersion());
        if (rule != null) {
            detail.put("ruleId", rule.id());
            detail.put("rule", rule.name());
        }
        if (tier != null) {
            detail.put("tier", tier);
        }
        if (decision.trace().fallback() != null) {
            detail.put("fallback", decision.trace().fallback());
        }
        tell(lead, "LEAD_ROUTED", detail);
    }

    private void assign(Lead lead, UUID run, Decision.Result.Assigned assigned, Decision decision) {
        if (assigned.pool() != null) {
            PoolKey pool = assigned.pool();
            decision.ledgerRows().forEach(row -> ledgerRows.add(new PoolRow(pool, row)));
        } else {
            countedPastPools(assigned, decision);
        }
        for (RepKey key : assigned.reps()) {
            Rep rep =
                    configuration
                            .roster()
                            .rep(key)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "chosen rep '%s' is unknown".formatted(key)));
            Offer offer = offer(lead, run, key, assigned);
            offers.add(offer);
            active.putIfAbsent(lead.id(), offer);
            if (!assigned.broadcast()) {
                loads.count(rep);
            }
            tell(
                    lead.id(),
                    "ASSIGNMENT_OFFERED",
                    Map.of(
                            "assignment", offer.id().toString(),
                            "rep", key.value(),
                            "because", assigned.because()));
            dispatch(lead, rep, assigned, offer);
        }
    }

    /** A rep past the pools may be in several that count it: the row goes to each of them. */
    private void countedPastPools(Decision.Result.Assigned assigned, Decision decision) {
        List<PoolKey> counting =
                configuration.pools().stream()
                        .filter(pool -> pool.countsOwnerAssignments())
                        .filter(pool -> pool.member(assigned.reps().getFirst()).isPresent())
                        .map(pool -> pool.key())
                        .toList();
        for (int i = 0; i < Math.min(counting.size(), decision.ledgerRows().size()); i++) {
            ledgerRows.add(new PoolRow(counting.get(i), decision.ledgerRows().get(i)));
        }
    }

    private Offer offer(Lead lead, UUID run, RepKey rep, Decision.Result.Assigned assigned) {
        var terms =
                configuration
                        .policy(lead.kind())
                        .map(published -> published.policy().offerOf(assigned.rule()))
                        .orElse(io.leaddispatcher.domain.policy.Offer.DEFAULT);
        return new Offer(
                ids.next(),
                lead.id(),
                run,
                rep,
                assigned.pool(),
                assigned.rule().id(),
                assigned.tier(),
                assigned.priority(),
                terms.mode() == Mode.BROADCAST && assigned.broadcast(),
                now,
                terms.ttl() == null ? null : now.plus(terms.ttl()));
    }

    private void dispatch(Lead lead, Rep rep, Decision.Result.Assigned assigned, Offer offer) {
        Roster roster = configuration.roster();
        Optional<Team> team =
                roster.teamsOf(rep.key()).stream()
                        .filter(each -> each.slackChannel() != null)
                        .findFirst();
        DispatchPlan.Recipient recipient =
                new DispatchPlan.Recipient(
                        rep.key().value(),
                        rep.email(),
                        rep.slackUserId(),
                        team.map(each -> each.key().value()).orElse(null),
                        team.map(Team::slackChannel).orElse(null));
        List<DeliveryDraft> drafts =
                DispatchPlan.plan(
                        recipient,
                        connected,
                        channels(assigned.rule()),
                        messages.message(
                                lead, rep, roster, assigned, offer, configuration.fields()));
        for (DeliveryDraft draft : drafts) {
            deliveries.add(Delivery.planned(new DeliveryId(ids.next()), lead.id(), draft, now));
        }
    }

    private static Set<Channel> channels(Rule rule) {
        return rule.channels() == null
                ? Set.of()
                : rule.channels().stream()
                        .map(channel -> Channel.valueOf(channel.name()))
                        .collect(Collectors.toSet());
    }

    private void tell(LeadId lead, String type, Map<String, Object> detail) {
        tell(lead, type, "system", "system", detail);
    }

    private void tell(
            LeadId lead, String type, String actor, String channel, Map<String, Object> detail) {
        timeline.add(
                new Timeline.Entry(lead, new TimelineEntry(now, type, actor, channel, detail)));
    }

    /** As {@code POST /leads} answers it. */
    private Map<String, Object> outcome(UUID event, LeadFile file, @Nullable UUID run) {
        Placement placement = file.placement();
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("leadId", file.lead().id().toString());
        outcome.put("eventId", event.toString());
        if (run != null) {
            outcome.put("runId", run.toString());
        }
        outcome.put("status", file.status().name());
        Offer offer = active.get(file.lead().id());
        if (offer != null && file.status() == LeadStatus.ASSIGNED) {
            outcome.put("assignment", assignment(offer));
        }
        put(outcome, "queueKey", placement.queue() == null ? null : placement.queue().value());
        put(outcome, "ruleId", placement.ruleId());
        put(outcome, "tier", placement.tier());
        put(outcome, "rejectReason", placement.rejectReason());
        return outcome;
    }

    private static Map<String, Object> assignment(Offer offer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", offer.id().toString());
        put(shown, "repKey", offer.broadcast() ? null : offer.rep().value());
        put(shown, "poolKey", offer.pool() == null ? null : offer.pool().value());
        put(shown, "ruleId", offer.ruleId());
        put(shown, "tier", offer.tier());
        shown.put("priority", offer.priority().name());
        if (offer.broadcast()) {
            shown.put("broadcast", true);
        }
        return shown;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    // What is to be committed

    Collection<LeadFile> changedFiles() {
        return changed.stream().map(files::get).filter(Objects::nonNull).toList();
    }

    List<Run> runs() {
        return runs;
    }

    List<Offer> offers() {
        return offers;
    }

    Map<PoolKey, Ledger> changedLedgers() {
        Map<PoolKey, Ledger> changedOnes = new HashMap<>();
        configuration.pools().stream()
                .map(pool -> pool.key())
                .filter(pool ->
                        !state.ledger(pool)
                                .equals(ledgersBefore.getOrDefault(pool, Ledger.empty())))
                .forEach(pool -> changedOnes.put(pool, state.ledger(pool)));
        return changedOnes;
    }

    List<PoolRow> ledgerRows() {
        return ledgerRows;
    }

    Collection<RepLoad> changedLoads() {
        return loads.changed();
    }

    List<Timeline.Entry> timeline() {
        return timeline;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<Routed> routed() {
        return routed;
    }

    List<UUID> eventIds() {
        return routed.stream().map(Routed::event).toList();
    }

    List<LiveEvent> happened() {
        return timeline.stream()
                .map(entry -> new LiveEvent(entry.what().type(), entry.lead()))
                .toList();
    }
}
