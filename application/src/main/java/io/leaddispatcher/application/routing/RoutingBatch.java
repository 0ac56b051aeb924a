package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.InboundEvents.Ready;
import io.leaddispatcher.application.intake.port.InboundEvents.Routed;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.routing.port.RoutingStates.LedgerMove;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events on its way from "ready" to what is committed. The decisions are pure; this
 * carries the state from one to the next and gathers the rows. Not thread-safe.
 */
final class RoutingBatch {

    private final RoutingConfiguration configuration;
    private final Instant now;
    private final Ids ids;
    private final Router.Sitting router;
    private final Offers offering;
    private final Announcements announcements;
    private final List<WebhookSubscription> webhooks;
    private final LeadMerges leads;
    private final LeadStory story;
    private final LatestStates.State before;
    private final RoutingLoads loads;
    private final RoutingKnowledge known;

    private RoutingState state;
    private final List<Run> runs = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final Map<LeadId, Offer> firstOffers = new HashMap<>();
    private final List<PoolRow> ledgerRows = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Routed> routed = new ArrayList<>();

    RoutingBatch(
            RoutingConfigurations.Snapshot snapshot,
            LatestStates.State before,
            Map<LeadId, LeadFile> files,
            Instant now,
            Ids ids,
            DispatchMessages messages) {
        this.configuration = snapshot.configuration();
        this.known = new RoutingKnowledge(configuration);
        this.now = now;
        this.ids = ids;
        this.router = new Router(configuration).at(now);
        this.offering = new Offers(configuration, ids, now);
        this.announcements = new Announcements(configuration, messages, ids, now);
        this.webhooks = snapshot.webhooks();
        this.leads = new LeadMerges(snapshot.reader(), files);
        this.story = new LeadStory(now);
        this.before = before;
        this.loads = new RoutingLoads(configuration.roster(), now, before.loads());
        this.state =
                new RoutingState(before.ledgers(), loads::before).knowing(before.records().pools());
    }

    /** To be filled before the decisions. */
    RoutingKnowledge known() {
        return known;
    }

    /** Takes what an event says into its lead. */
    LeadFile merge(Ready event) {
        return leads.merge(event);
    }

    /** Takes in a lead that its event has made. */
    LeadFile arrived(Ready event, LeadFile lead) {
        return leads.arrived(event, lead);
    }

    /** Decides what each event brings about, in the order in which the events came. */
    void route(List<Ready> events) {
        events.forEach(this::route);
    }

    private void route(Ready event) {
        LeadMerges.Effect effect = leads.effect(event);
        if (effect.first()) {
            story.received(event);
        } else if (!effect.changed().isEmpty()) {
            story.updated(event, effect.changed());
        }
        LeadFile file = leads.file(event);
        if (startsRun(event, file.status())) {
            decide(event, file);
        } else {
            routed.add(RoutingAnswers.merged(event.id(), file, offer(event.lead())));
        }
    }

    private static boolean startsRun(Ready event, LeadStatus status) {
        return switch (status) {
            case NEW -> true;
            case COMPLETED, REJECTED -> !event.updateOnly();
            case ASSIGNED, QUEUED -> false;
        };
    }

    private void decide(Ready event, LeadFile file) {
        LeadId lead = file.lead().id();
        LeadContext context = known.context(file);
        Decision decision = router.decide(context, state);
        state = decision.state();
        LeadFile placed = file.placed(decision.result(), context.match());
        leads.put(placed);
        UUID run = ids.next();
        runs.add(run(run, event, placed, decision));
        story.decided(lead, decision);
        if (decision.result() instanceof Decision.Result.Assigned assigned) {
            List<PoolRow> rows = ledgerRows(assigned, decision);
            ledgerRows.addAll(rows);
            known.given(context, assigned.broadcast() ? null : assigned.reps().getFirst(), now);
            offering.of(context, run, assigned, turns(rows))
                    .forEach(offer -> offer(file.lead(), assigned, offer));
        }
        routed.add(RoutingAnswers.decided(event.id(), run, placed, offer(lead)));
    }

    private Run run(UUID run, Ready event, LeadFile placed, Decision decision) {
        return new Run(
                run,
                event.lead(),
                event.id(),
                placed.lead().kind().word(),
                decision.policyVersion(),
                Cause.INTAKE,
                now,
                placed.status().name(),
                placed.placement().ruleId(),
                RoutingAnswers.explanation(decision, placed.placement()));
    }

    private static List<PoolKey> turns(List<PoolRow> rows) {
        return rows.stream().filter(each -> each.row().isTurn()).map(PoolRow::pool).toList();
    }

    private List<PoolRow> ledgerRows(Decision.Result.Assigned assigned, Decision decision) {
        PoolKey dealt = assigned.pool();
        if (dealt != null) {
            return decision.ledgerRows().stream().map(row -> new PoolRow(dealt, row)).toList();
        }
        // A rep past the pools may be in several that count it: the row goes to each of them.
        List<PoolKey> counting =
                configuration.pools().stream()
                        .filter(Pool::countsOwnerAssignments)
                        .filter(pool -> pool.member(assigned.reps().getFirst()).isPresent())
                        .map(Pool::key)
                        .toList();
        return IntStream.range(0, Math.min(counting.size(), decision.ledgerRows().size()))
                .mapToObj(
                        index -> new PoolRow(counting.get(index), decision.ledgerRows().get(index)))
                .toList();
    }

    private void offer(Lead lead, Decision.Result.Assigned assigned, Offer offer) {
        Rep rep = rep(offer.rep());
        offers.add(offer);
        firstOffers.putIfAbsent(lead.id(), offer);
        if (!assigned.broadcast()) {
            loads.count(rep);
        }
        story.offered(offer, assigned.because());
        deliveries.addAll(announcements.of(lead, rep, assigned, offer, known.connected()));
    }

    private Rep rep(RepKey key) {
        return configuration
                .roster()
                .rep(key)
                .orElseThrow(() ->
                        new IllegalStateException("chosen rep '%s' is unknown".formatted(key)));
    }

    /** The one by which a lead is assigned; of a broadcast the first. */
    private @Nullable Offer offer(LeadId lead) {
        Offer made = firstOffers.get(lead);
        return made == null ? known.active(lead).orElse(null) : made;
    }

    // What is to be committed

    Collection<LeadFile> changedFiles() {
        return leads.changed();
    }

    List<Run> runs() {
        return runs;
    }

    List<Offer> offers() {
        return offers;
    }

    List<CompanyLeads.Given> given() {
        return known.given();
    }

    List<LedgerMove> ledgerMoves() {
        List<LedgerMove> moves = new ArrayList<>();
        for (Pool pool : configuration.pools()) {
            Ledger then = before.ledgers().getOrDefault(pool.key(), Ledger.empty());
            Ledger after = state.ledger(pool.key());
            if (!after.equals(then)) {
                moves.add(new LedgerMove(pool.key(), then, after));
            }
        }
        return moves;
    }

    /** What this batch leaves to the turn after this one. */
    LatestStates.State stateAfter(long turn) {
        Map<PoolKey, Ledger> ledgers = new HashMap<>(before.ledgers());
        ledgerMoves().forEach(move -> ledgers.put(move.pool(), move.after()));
        Map<RepKey, RepLoad> carried = new HashMap<>(before.loads());
        loads.changed().forEach(load -> carried.put(load.rep(), load));
        return new LatestStates.State(
                turn, ImmutableMap.copyOf(ledgers), ImmutableMap.copyOf(carried), before.records());
    }

    List<PoolRow> ledgerRows() {
        return ledgerRows;
    }

    Collection<RepLoad> changedLoads() {
        return loads.changed();
    }

    List<Timeline.Entry> timeline() {
        return story.entries();
    }

    /** What people are told, and programs that listen. */
    List<Delivery> deliveries() {
        if (webhooks.isEmpty()) {
            return deliveries;
        }
        List<Delivery> all = new ArrayList<>(deliveries);
        for (Timeline.Entry entry : story.entries()) {
            all.addAll(LeadWebhooks.of(entry, webhooks, ids, now));
        }
        return all;
    }

    List<Routed> routed() {
        return routed;
    }

    List<UUID> eventIds() {
        return routed.stream().map(Routed::event).toList();
    }

    Happened happened(TenantId tenant) {
        return new Happened(tenant, story.leads(), Set.copyOf(eventIds()));
    }
}
