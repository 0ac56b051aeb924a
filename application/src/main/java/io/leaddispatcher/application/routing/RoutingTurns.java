package io.leaddispatcher.application.routing;

import static java.util.stream.Collectors.toSet;

import com.google.common.collect.Sets;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.intake.ArrivalRouting;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.outreach.OutreachStarts;
import io.leaddispatcher.application.routing.Gathering.Told;
import io.leaddispatcher.application.routing.Keeping.Sending;
import io.leaddispatcher.application.routing.TurnMemory.Turn;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.sla.ClockStarts;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.TaskStarts;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.transaction.LongWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A tenant's turns of routing: a batch of events in one transaction, which holds the turn. The
 * batch commits events, runs, assignments, ledgers, loads, timelines and deliveries together or not
 * at all. What waits is routed in a transaction of its own, what comes in in the one that takes it
 * in.
 */
public final class RoutingTurns implements ArrivalRouting {

    /** Large enough to share a commit, small enough that nobody waits long for the turn. */
    static final int BATCH = 200;

    /** How long what comes in waits for the turn before it is taken in without being routed. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final UnitOfWork unitOfWork;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final ReadyEvents readyEvents;
    private final Gathering gathering;
    private final Keeping keeping;
    private final RoutingBatches batches;
    private final InstantSource clock;
    private final LateEvents lateEvents;
    private final TurnMemory memory;
    private final LaterTurns later;

    // Those of whom more than fits into a turn was seen to wait the last time.
    private final Set<TenantId> behind = ConcurrentHashMap.newKeySet();

    public RoutingTurns(
            UnitOfWork unitOfWork,
            RoutingStates states,
            TrackRecords records,
            RoutingConfigurations configurations,
            InboundEvents events,
            ReadyEvents readyEvents,
            Leads leads,
            Accounts accounts,
            CompanyLeads companyLeads,
            Assignments assignments,
            RoutingRuns runs,
            Timeline timeline,
            Outbox deliveries,
            ClockStarts clocks,
            TaskStarts tasks,
            EndedTasks endedTasks,
            OutreachStarts outreach,
            QueueAlerts alerts,
            UntoldRecords untoldRecords,
            ConnectedChannels channels,
            RoutingBatches batches,
            DeliveryWakeUp deliverySignal,
            LiveSignal live,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.states = states;
        this.configurations = configurations;
        this.readyEvents = readyEvents;
        this.lateEvents = new LateEvents(leads, events);
        Companies companies = new Companies(accounts, companyLeads);
        this.gathering =
                new Gathering(
                        leads, companies, assignments, runs, timeline, untoldRecords, channels);
        this.keeping =
                new Keeping(
                        leads,
                        runs,
                        assignments,
                        companies,
                        states,
                        timeline,
                        deliveries,
                        readyEvents,
                        clocks,
                        tasks,
                        endedTasks,
                        outreach,
                        deliverySignal,
                        alerts,
                        unitOfWork);
        this.batches = batches;
        this.clock = clock;
        this.memory = new TurnMemory(states, records, deliverySignal, live);
        this.later =
                new LaterTurns(
                        unitOfWork,
                        states,
                        configurations,
                        memory,
                        gathering,
                        keeping,
                        batches,
                        clock);
    }

    /**
     * Routes what waits, in a unit of work of its own. Answers how many events it took up.
     *
     * @param portion which it may take up
     */
    Mono<Integer> take(TenantId tenant, Portion<UUID> portion) {
        return unitOfWork
                .run(
                        tenant,
                        states.takeTurn(tenant)
                                .flatMap(turn ->
                                        configurations
                                                .current(tenant)
                                                .flatMap(snapshot ->
                                                        routed(tenant, turn, snapshot, portion))))
                .doOnNext(done -> memory.committed(tenant, done))
                .map(done -> done.batch().map(batch -> batch.eventIds().size()).orElse(0));
    }

    /** Those that wait, in the order in which they came. */
    Mono<List<UUID>> names(TenantId tenant, int atMost) {
        return unitOfWork.run(tenant, readyEvents.names(tenant, atMost).collectList());
    }

    /** Puts off an event since it cannot be routed. */
    Mono<Void> putOff(TenantId tenant, UUID event, String error) {
        return unitOfWork.run(tenant, readyEvents.putOff(tenant, event, error));
    }

    /** In the unit of work that takes the arrivals in. */
    @Override
    public Mono<Runnable> route(TenantId tenant, List<Arrival> arrivals) {
        return (behind.contains(tenant) ? waiting(tenant).hasElement() : Mono.just(true))
                // Nobody waits for the turn only to be told to wait.
                .filter(hasRoom -> hasRoom)
                .flatMap(_ -> states.takeTurn(tenant, PATIENCE))
                .zipWhen(begun -> configurations.at(tenant, begun.revision()))
                .flatMap(begun ->
                        waiting(tenant, begun.getT1())
                                .flatMap(waiting -> {
                                    List<Ready> all = new ArrayList<>(waiting);
                                    arrivals.forEach(arrival -> all.add(arrival.event()));
                                    return routed(
                                            tenant,
                                            begun.getT1().turn(),
                                            begun.getT2(),
                                            all,
                                            new Arrived(arrivals, Told.by(begun.getT1())));
                                }))
                .map(done -> () -> memory.committed(tenant, done));
    }

    private Mono<List<Ready>> waiting(TenantId tenant, RoutingStates.Begun begun) {
        if (!begun.waits()) {
            behind.remove(tenant);
            return Mono.just(List.of());
        }
        return waiting(tenant);
    }

    /** What has waited since before; empty when it leaves no room in a turn. */
    private Mono<List<Ready>> waiting(TenantId tenant) {
        return readyEvents
                .ready(tenant, new First<>(BATCH))
                .collectList()
                .filter(waiting -> {
                    boolean hasRoom = waiting.size() < BATCH;
                    if (!hasRoom) {
                        behind.add(tenant);
                    } else if (waiting.size() < BATCH / 2) {
                        behind.remove(tenant);
                    }
                    return hasRoom;
                });
    }

    private Mono<Turn> routed(
            TenantId tenant, long turn, Snapshot snapshot, Portion<UUID> portion) {
        return readyEvents
                .ready(tenant, portion)
                .collectList()
                .flatMap(ready -> routed(tenant, turn, snapshot, ready, Arrived.NOTHING));
    }

    /**
     * What comes in with the turn, and is kept as routed.
     *
     * @param events all of it
     * @param made the leads that some of the events make, by event: nothing is known of them yet
     * @param told what need not be asked for them
     */
    private record Arrived(Set<UUID> events, Map<UUID, LeadFile> made, Told told) {

        static final Arrived NOTHING = new Arrived(Set.of(), Map.of(), Told.NOTHING);

        Arrived(List<Arrival> arrivals, Told told) {
            this(
                    arrivals.stream().map(arrival -> arrival.event().id()).collect(toSet()),
                    new HashMap<>(),
                    told);
            for (Arrival arrival : arrivals) {
                if (arrival.lead() != null) {
                    made.put(arrival.event().id(), arrival.lead());
                }
            }
        }
    }

    private Mono<Turn> routed(
            TenantId tenant, long turn, Snapshot snapshot, List<Ready> ready, Arrived arrived) {
        return memory.before(tenant, turn)
                .flatMap(state ->
                        ready.isEmpty()
                                ? Mono.just(
                                        new Turn(
                                                state.passedOver(turn),
                                                Optional.empty(),
                                                Sending.NOTHING))
                                : memory.whole(tenant, snapshot, state, clock.instant())
                                        .flatMap(before ->
                                                route(tenant, snapshot, before, ready, arrived))
                                        .map(routed ->
                                                new Turn(
                                                        routed.batch().books().stateAfter(turn),
                                                        Optional.of(routed.batch()),
                                                        routed.sending())));
    }

    private record Kept(RoutingBatch batch, Sending sending) {}

    /** Decides what is ready and keeps what came of it. */
    private Mono<Kept> route(
            TenantId tenant,
            Snapshot snapshot,
            LatestStates.State before,
            List<Ready> ready,
            Arrived arrived) {
        Instant now = clock.instant();
        Map<UUID, LeadFile> made = arrived.made();
        Set<LeadId> fresh = made.values().stream().map(file -> file.lead().id()).collect(toSet());
        return gathering
                .find(tenant, snapshot, leadsOf(ready, fresh))
                .flatMap(files ->
                        lateEvents
                                .sifted(
                                        tenant,
                                        snapshot.reader(),
                                        ready,
                                        Sets.union(files.keySet(), fresh))
                                .zipWhen(
                                        due -> found(tenant, snapshot, files, leadsOf(due, fresh))))
                .flatMap(sifted -> {
                    List<Ready> due = sifted.getT1();
                    RoutingBatch batch = batches.begin(snapshot, before, sifted.getT2(), now);
                    List<LeadFile> about = new ArrayList<>();
                    for (Ready event : due) {
                        LeadFile own = made.get(event.id());
                        about.add(own == null ? batch.merge(event) : batch.arrived(event, own));
                    }
                    Mono<Sending> kept =
                            Mono.defer(() -> {
                                batch.route(due);
                                return keeping.keep(tenant, batch, arrived.events(), now);
                            });
                    return gathering
                            .into(batch.known(), tenant, leadsOf(due, fresh), about, arrived.told())
                            .then(Mono.defer(() -> gathering.untold(batch.known(), tenant, due)))
                            .then(
                                    LongWork.is(due.size())
                                            ? kept.subscribeOn(Schedulers.parallel())
                                            : kept)
                            .map(sending -> new Kept(batch, sending));
                });
    }

    /** Those that are kept, or were. */
    private static Set<LeadId> leadsOf(List<Ready> events, Set<LeadId> fresh) {
        Set<LeadId> leads = events.stream().map(Ready::lead).collect(toSet());
        leads.removeAll(fresh);
        return leads;
    }

    /** With the leads, found already, of events that have turned out to be about somebody else. */
    private Mono<Map<LeadId, LeadFile>> found(
            TenantId tenant, Snapshot snapshot, Map<LeadId, LeadFile> files, Set<LeadId> leads) {
        return gathering
                .find(tenant, snapshot, Sets.difference(leads, files.keySet()))
                .map(more -> {
                    Map<LeadId, LeadFile> all = new HashMap<>(files);
                    all.putAll(more);
                    return all;
                });
    }

    /** Turns in which leads that are known are routed once more. */
    LaterTurns later() {
        return later;
    }
}
