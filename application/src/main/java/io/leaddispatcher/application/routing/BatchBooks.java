package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Ended;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.assignment.port.Assignments.Taken;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.outreach.NewOutreach;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.routing.port.RoutingStates.LedgerMove;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.application.sla.NewClocks;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The books of a batch: the state from which its next decision goes on, and the rows of what has
 * changed, which are committed together. Not thread-safe.
 */
final class BatchBooks {

    private final RoutingConfiguration configuration;
    private final LatestStates.State before;
    private final RoutingLoads loads;
    private final NewClocks clocks;
    private final NewTasks tasks;
    private final NewOutreach outreach;

    private RoutingState state;
    private final List<Run> runs = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<Ended> endings = new ArrayList<>();
    private final List<Taken> acceptances = new ArrayList<>();
    private final Set<LeadId> answered = new LinkedHashSet<>();
    private final Map<LeadId, Offer> firstOffers = new HashMap<>();
    private final List<PoolRow> ledgerRows = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<LeadId, Priority> raised = new LinkedHashMap<>();
    private final Map<LeadId, LeadFile> stranded = new LinkedHashMap<>();

    BatchBooks(
            RoutingConfiguration configuration,
            LatestStates.State before,
            Instant now,
            NewClocks clocks,
            NewTasks tasks,
            NewOutreach outreach) {
        this.configuration = configuration;
        this.before = before;
        this.clocks = clocks;
        this.tasks = tasks;
        this.outreach = outreach;
        this.loads = new RoutingLoads(configuration.roster(), now, before.loads(), before.kinds());
        this.state =
                new RoutingState(before.ledgers(), loads::before).knowing(before.records().pools());
    }

    /** What the next decision goes on from. */
    RoutingState state() {
        return state;
    }

    /** It goes on from there instead. */
    void goOnFrom(RoutingState next) {
        state = next;
    }

    /** What the reps carry. */
    RoutingLoads loads() {
        return loads;
    }

    void run(Run run) {
        runs.add(run);
    }

    void offer(Offer offer) {
        offers.add(offer);
        firstOffers.putIfAbsent(offer.lead(), offer);
    }

    /** The offer that was made of a lead; of a broadcast the first. Empty when there was none. */
    Optional<Offer> firstOffer(LeadId lead) {
        return Optional.ofNullable(firstOffers.get(lead));
    }

    /**
     * Whoever has a lead by this offer, or was asked, has it no longer.
     *
     * @param spared whether it lapsed through no fault of the rep
     */
    void end(Offer offer, AssignmentState ending, String reason, boolean spared) {
        endings.add(new Ended(offer.id(), ending, reason, spared));
        tasks.ended(offer.id());
        outreach.ended(offer);
        answered.add(offer.lead());
    }

    /**
     * The rep of an offer takes it.
     *
     * @param turns the pools in which it is a turn
     * @param rule by which the lead is where it is; null: by none
     */
    void take(Offer offer, List<PoolKey> turns, @Nullable Rule rule) {
        acceptances.add(new Taken(offer.id(), turns));
        clocks.accepted(offer);
        outreach.accepted(offer, rule);
        answered.add(offer.lead());
    }

    void note(List<PoolRow> rows) {
        ledgerRows.addAll(rows);
    }

    /** People are told. */
    void tell(List<Delivery> more) {
        deliveries.addAll(more);
    }

    /** Whoever has the lead is told of its new urgency with the next message. */
    void raise(LeadId lead, Priority priority) {
        raised.put(lead, priority);
    }

    /** A lead has come to wait because nobody is there for it. */
    void strand(LeadFile file) {
        stranded.put(file.lead().id(), file);
    }

    // What is to be committed

    List<Run> runs() {
        return runs;
    }

    List<Offer> offers() {
        return offers;
    }

    /** Leads of which an offer was accepted, or is over. */
    Set<LeadId> answered() {
        return answered;
    }

    List<Ended> endings() {
        return endings;
    }

    List<Taken> acceptances() {
        return acceptances;
    }

    /** What is more urgent now. */
    Map<LeadId, Priority> raised() {
        return raised;
    }

    /** Leads that wait because nobody is there for them. */
    Map<LeadId, LeadFile> stranded() {
        return stranded;
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

    List<PoolRow> ledgerRows() {
        return ledgerRows;
    }

    /** What the decisions and acts say about tasks. */
    NewTasks tasks() {
        return tasks;
    }

    /** What the decisions and acts say about what leads are written. */
    NewOutreach outreach() {
        return outreach;
    }

    /** What the decisions and acts say about clocks. */
    NewClocks clocks() {
        return clocks;
    }

    Collection<RepLoad> changedLoads() {
        return loads.changed();
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** What these leave to the turn after this one. */
    LatestStates.State stateAfter(long turn) {
        Map<PoolKey, Ledger> ledgers = new HashMap<>(before.ledgers());
        ledgerMoves().forEach(move -> ledgers.put(move.pool(), move.after()));
        return new LatestStates.State(
                turn,
                ImmutableMap.copyOf(ledgers),
                before.loads().with(loads.changed()),
                OpenKinds.NONE,
                before.records());
    }
}
