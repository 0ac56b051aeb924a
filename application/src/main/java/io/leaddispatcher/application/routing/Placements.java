package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Ended;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.assignment.port.Assignments.Taken;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.routing.port.RoutingStates.LedgerMove;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.application.sla.NewClocks;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.routing.Acceptance;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Withdrawal;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts leads where decisions say, and takes them from where they were: carries the state from one
 * decision to the next and gathers the rows of what changes. Not thread-safe.
 */
final class Placements {

    private final RoutingConfiguration configuration;
    private final LatestStates.State before;
    private final Instant now;
    private final Ids ids;
    private final Offers offering;
    private final Announcements announcements;
    private final RoutingKnowledge known;
    private final LeadStory story;
    private final RoutingLoads loads;
    private final NewClocks clocks;
    private final NewTasks tasks;

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

    Placements(
            RoutingConfiguration configuration,
            LatestStates.State before,
            Instant now,
            Ids ids,
            DispatchMessages messages,
            RoutingKnowledge known,
            LeadStory story,
            NewClocks clocks) {
        this.tasks = new NewTasks(configuration.roster(), ids, now);
        this.clocks = clocks;
        this.configuration = configuration;
        this.before = before;
        this.now = now;
        this.ids = ids;
        this.offering = new Offers(configuration, ids, now);
        this.announcements = new Announcements(configuration, messages, ids, now);
        this.known = known;
        this.story = story;
        this.loads = new RoutingLoads(configuration.roster(), now, before.loads());
        this.state =
                new RoutingState(before.ledgers(), loads::before).knowing(before.records().pools());
    }

    /** What the next decision goes on from. */
    RoutingState state() {
        return state;
    }

    /**
     * What brings a run about.
     *
     * @param event null when it is no event
     * @param arrivedAt when the event came in; null when the lead has had its place before
     */
    record Occasion(Cause cause, @Nullable UUID event, @Nullable Instant arrivedAt) {

        /** No news. */
        static Occasion of(Cause cause) {
            return new Occasion(cause, null, null);
        }
    }

    /** Who is told of an offer: nobody, when it is the rep who takes it. */
    enum Telling {
        EVERYBODY,
        NOBODY
    }

    /** Keeps a decision and what follows from it. Answers the run. */
    UUID place(LeadFile placed, LeadContext context, Decision decision, Occasion occasion) {
        return place(placed, context, decision, occasion, Telling.EVERYBODY);
    }

    UUID place(
            LeadFile placed,
            LeadContext context,
            Decision decision,
            Occasion occasion,
            Telling telling) {
        state = decision.state();
        UUID run = ids.next();
        LeadId lead = placed.lead().id();
        runs.add(
                new Run(
                        run,
                        lead,
                        occasion.event(),
                        placed.lead().kind().word(),
                        decision.policyVersion(),
                        occasion.cause(),
                        now,
                        placed.status().name(),
                        placed.placement().ruleId(),
                        RoutingAnswers.explanation(decision, placed.placement())));
        story.decided(lead, decision);
        if (decision.result() instanceof Assigned assigned) {
            List<PoolRow> rows = ledgerRows(assigned, decision);
            ledgerRows.addAll(rows);
            List<PoolKey> turns =
                    rows.stream().filter(each -> each.row().isTurn()).map(PoolRow::pool).toList();
            known.given(context, assigned.broadcast() ? null : assigned.reps().getFirst(), now);
            List<Offer> made = offering.of(context, run, assigned, turns);
            made.forEach(offer -> offer(placed.lead(), assigned, offer, telling));
            clocks.decided(lead, assigned, made, occasion.arrivedAt());
        } else {
            clocks.decided(lead, decision.result(), List.of(), occasion.arrivedAt());
        }
        return run;
    }

    private List<PoolRow> ledgerRows(Assigned assigned, Decision decision) {
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

    private void offer(Lead lead, Assigned assigned, Offer offer, Telling telling) {
        Rep rep = rep(offer.rep());
        offers.add(offer);
        firstOffers.putIfAbsent(lead.id(), offer);
        if (!assigned.broadcast()) {
            loads.count(rep);
        }
        story.offered(offer, assigned.because());
        if (!assigned.broadcast()) {
            begin(offer, assigned.rule());
        }
        if (telling == Telling.EVERYBODY) {
            deliveries.addAll(announcements.of(lead, rep, assigned, offer, known.connected()));
        }
    }

    /** What the rep of an offer is to do next. */
    private void begin(Offer offer, @Nullable Rule rule) {
        if (rule != null && rule.nextAction() != null) {
            story.toDo(tasks.begin(offer, rule.nextAction()));
        }
    }

    /** Whether a rep may have one more. */
    boolean hasRoom(Rep rep) {
        return Availability.load(rep, state.workload(rep.key()), Respect.ALL).isEmpty();
    }

    /** The rep of an offer takes it, before all others who were asked. */
    void accept(LeadId lead, Given taken, List<Given> open, @Nullable Rule rule, Voice by) {
        Offer offer = taken.offer();
        List<PoolKey> turns = offer.turns();
        if (!taken.isHeld()) {
            Acceptance acceptance =
                    Acceptance.of(configuration, state, lead, offer.rep(), offer.pool(), now);
            state = acceptance.state();
            loads.count(rep(offer.rep()));
            begin(offer, rule);
            PoolKey pool = offer.pool();
            if (pool != null && !acceptance.rows().isEmpty()) {
                acceptance.rows().forEach(row -> ledgerRows.add(new PoolRow(pool, row)));
                turns = List.of(pool);
            }
        }
        for (Given other : open) {
            if (!other.offer().id().equals(offer.id())) {
                end(other, AssignmentState.EXPIRED, "somebody else accepted it", Voice.SYSTEM);
            }
        }
        acceptances.add(new Taken(offer.id(), turns));
        answered.add(lead);
        clocks.accepted(offer);
        story.accepted(offer, by);
    }

    /** Whoever a lead was given to in this batch has it at once. */
    void acceptLatest(LeadId lead, Voice by) {
        Offer offer = Objects.requireNonNull(firstOffers.get(lead), "nothing was offered");
        acceptances.add(new Taken(offer.id(), offer.turns()));
        answered.add(lead);
        clocks.accepted(offer);
        story.accepted(offer, by);
    }

    private void end(Given given, AssignmentState ending, String reason, Voice by) {
        endings.add(new Ended(given.offer().id(), ending, reason));
        answered.add(given.offer().lead());
        tasks.ended(given.offer().id());
        story.ended(given.offer(), ending, reason, by);
    }

    /** One of several who were asked will not have it; the others may. */
    void decline(Given given, Parting parting) {
        end(given, parting.state(), parting.reason(), parting.by());
    }

    /** Whoever has a lead, or was asked, parts with it, and nobody has it for now. */
    void part(LeadId lead, List<Given> open, Parting parting) {
        Freed freed = freed(lead, open, parting);
        state = freed.state();
        ledgerRows.addAll(freed.rows());
        clocks.left(lead);
        for (Given given : open) {
            if (given.isHeld()) {
                loads.free(given.offer().rep());
            }
            end(given, parting.stateOf(given.isHeld()), parting.reason(), parting.by());
        }
    }

    private Rep rep(RepKey key) {
        return configuration
                .roster()
                .rep(key)
                .orElseThrow(() ->
                        new IllegalStateException("chosen rep '%s' is unknown".formatted(key)));
    }

    /**
     * A state in which nobody has a lead any more.
     *
     * @param rows what the ledgers note of it
     */
    record Freed(RoutingState state, List<PoolRow> rows) {}

    /** As it would be if those who have the lead gave it up. */
    Freed freed(LeadId lead, List<Given> open, Parting parting) {
        RoutingState next = state;
        List<PoolRow> rows = new ArrayList<>();
        for (Given given : open) {
            // Who was asked with others has no less room by it, and had no turn.
            if (given.isHeld()) {
                Withdrawal withdrawal =
                        Withdrawal.of(
                                configuration,
                                next,
                                lead,
                                new Withdrawal.Holder(
                                        given.offer().rep(),
                                        parting.credit() == null
                                                ? List.of()
                                                : given.offer().turns(),
                                        String.valueOf(parting.credit())),
                                now);
                next = withdrawal.state();
                withdrawal.rows().forEach(row -> rows.add(new PoolRow(row.pool(), row.row())));
            }
        }
        return new Freed(next, rows);
    }

    /** Takes a lead from those who have it, or were asked, before it goes to somebody else. */
    void takeBack(Lead lead, List<Given> open, Freed freed, Decision next, Parting parting) {
        ledgerRows.addAll(freed.rows());
        List<RepKey> taking =
                next.result() instanceof Assigned assigned ? assigned.reps() : List.of();
        for (Given given : open) {
            Optional<Rep> rep = configuration.roster().rep(given.offer().rep());
            if (given.isHeld()) {
                loads.free(given.offer().rep());
            }
            end(given, parting.stateOf(given.isHeld()), parting.reason(), parting.by());
            String told = parting.told();
            if (told != null) {
                rep.filter(each -> !taking.contains(each.key()))
                        .ifPresent(each ->
                                deliveries.addAll(
                                        announcements.gone(lead, each, told, known.connected())));
            }
        }
    }

    /** Whoever has the lead is told of its new urgency with the next message. */
    void raise(LeadId lead, Priority priority) {
        raised.put(lead, priority);
    }

    /** Tells somebody else. */
    void tell(List<Delivery> more) {
        deliveries.addAll(more);
    }

    /** The one by which a lead is assigned now; of a broadcast the first. */
    @Nullable Offer offer(LeadId lead) {
        Offer made = firstOffers.get(lead);
        return made == null ? known.active(lead).orElse(null) : made;
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
        Map<RepKey, RepLoad> carried = new HashMap<>(before.loads());
        loads.changed().forEach(load -> carried.put(load.rep(), load));
        return new LatestStates.State(
                turn, ImmutableMap.copyOf(ledgers), ImmutableMap.copyOf(carried), before.records());
    }
}
