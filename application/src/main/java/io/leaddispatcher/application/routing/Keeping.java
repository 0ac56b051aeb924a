package io.leaddispatcher.application.routing;

import static java.util.stream.Collectors.partitioningBy;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.dispatch.Turns;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.escalation.Escalating.Told;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.outreach.OutreachStarts;
import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.sla.ClockStarts;
import io.leaddispatcher.application.task.TaskStarts;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what came of a batch, in the unit of work that decided it. */
record Keeping(
        Leads leads,
        RoutingRuns runs,
        Assignments assignments,
        Companies companies,
        RoutingStates states,
        Timeline timeline,
        Outbox deliveries,
        ReadyEvents readyEvents,
        ClockStarts clocks,
        TaskStarts tasks,
        EndedTasks endedTasks,
        OutreachStarts outreach,
        DeliveryWakeUp wakeUp,
        QueueAlerts alerts,
        UnitOfWork unitOfWork) {

    /**
     * What is to be sent once the unit of work is committed.
     *
     * @param held by this node
     * @param more whether more than that waits in the outbox
     */
    record Sending(List<Held> held, boolean more) {

        static final Sending NOTHING = new Sending(List.of(), false);

        Sending andMore() {
            return new Sending(held, true);
        }
    }

    /**
     * Keeps it all, or fails.
     *
     * @param arrivals events that are kept as routed already
     */
    Mono<Sending> keep(TenantId tenant, RoutingBatch batch, Set<UUID> arrivals, Instant now) {
        BatchBooks books = batch.books();
        // A lead has one active assignment at most: the old one ends first.
        return assignments
                .end(tenant, books.endings(), now)
                .then(unitOfWork.together(decided(tenant, batch, arrivals, now)))
                .then(assignments.accept(tenant, books.acceptances(), now))
                .then(
                        Flux.fromIterable(books.raised().entrySet())
                                .concatMap(raised ->
                                        assignments.raise(
                                                tenant, raised.getKey(), raised.getValue()))
                                .then())
                .then(clocks.decided(tenant, books.clocks()))
                .then(tasks.keep(tenant, books.tasks(), now))
                .flatMap(ended -> endedTasks.tell(tenant, ended))
                .then(companies.save(tenant, batch.known().given()))
                // Before what is said anew, of which nothing is to be taken back.
                .then(
                        books.answered().isEmpty()
                                ? Mono.empty()
                                : deliveries.moved(tenant, books.answered()))
                .then(outreach.keep(tenant, books.outreach()))
                .then(Mono.defer(() -> alert(tenant, batch, now)))
                .then(Mono.defer(() -> send(tenant, batch.deliveries(), now)))
                .map(sending ->
                        books.answered().isEmpty() && !books.outreach().acknowledges()
                                ? sending
                                : sending.andMore());
    }

    /** What each decision comes to. */
    private Mono<Void> decided(
            TenantId tenant, RoutingBatch batch, Set<UUID> arrivals, Instant now) {
        BatchBooks books = batch.books();
        List<UUID> waited =
                batch.withRun().stream().filter(event -> !arrivals.contains(event)).toList();
        return leads.save(tenant, batch.changedFiles(), now)
                .then(runs.add(tenant, books.runs()))
                .then(assignments.add(tenant, books.offers()))
                .then(
                        states.save(
                                tenant,
                                new RoutingStates.Changes(
                                        books.ledgerMoves(),
                                        books.ledgerRows(),
                                        books.changedLoads())))
                .then(timeline.append(tenant, batch.timeline()))
                .then(waited.isEmpty() ? Mono.empty() : readyEvents.decided(tenant, waited))
                .then(
                        batch.routed().isEmpty()
                                ? Mono.empty()
                                : readyEvents.routed(tenant, batch.routed()));
    }

    /** One lead of each queue whose owner is to be told stands for all that have found nobody. */
    private Mono<Void> alert(TenantId tenant, RoutingBatch batch, Instant now) {
        Map<QueueKey, List<Delivery>> first = new LinkedHashMap<>();
        for (LeadFile file : batch.books().stranded().values()) {
            QueueKey queue = file.placement().queue();
            if (queue != null && !first.containsKey(queue)) {
                Told told = batch.escalating().stranded(file, queue);
                // What nobody can be told must not keep somebody from being told soon.
                if (told.untold() == null) {
                    first.put(queue, told.deliveries());
                }
            }
        }
        return first.isEmpty()
                ? Mono.empty()
                : alerts.due(tenant, first.keySet(), batch.books().stranded().keySet(), now)
                        .doOnNext(due ->
                                due.forEach(queue ->
                                        batch.books().tell(first.getOrDefault(queue, List.of()))))
                        .then();
    }

    /** What has no lane is on its way with the commit; all else waits for its turn in the lane. */
    private Mono<Sending> send(TenantId tenant, List<Delivery> all, Instant now) {
        Map<Boolean, List<Delivery>> byHaste =
                all.stream().collect(partitioningBy(one -> !one.channel().hasLanes()));
        List<Delivery> messages = byHaste.getOrDefault(true, List.of());
        return deliveries
                .add(tenant, byHaste.getOrDefault(false, List.of()))
                .then(
                        Mono.defer(() ->
                                wakeUp.hold(messages.size())
                                        .map(hold ->
                                                deliveries.addHeld(
                                                        tenant,
                                                        messages,
                                                        hold,
                                                        Turns.idle(messages, now)))
                                        .orElseGet(() ->
                                                deliveries
                                                        .add(tenant, messages)
                                                        .thenReturn(List.of()))))
                .map(held -> new Sending(held, held.size() < all.size()));
    }
}
