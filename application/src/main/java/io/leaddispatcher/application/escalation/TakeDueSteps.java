package io.leaddispatcher.application.escalation;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Takes the steps of a tenant's clocks that are due and move no lead. Each is counted in the unit
 * of work that keeps what it does: once, on whichever node, whatever dies.
 */
@UseCase
public final class TakeDueSteps {

    /** How many clocks are taken up at once; fewer were taken when none is left. */
    public static final int BATCH = 200;

    private final UnitOfWork unitOfWork;
    private final SlaClocks clocks;
    private final EscalationKnowledge knowledge;
    private final Timeline timeline;
    private final Outbox outbox;
    private final UnheardWatch watch;
    private final DeliveryWakeUp deliverySignal;
    private final LiveSignal live;
    private final InstantSource clock;

    public TakeDueSteps(
            UnitOfWork unitOfWork,
            SlaClocks clocks,
            RoutingConfigurations configurations,
            Leads leads,
            Assignments assignments,
            ConnectedChannels channels,
            Timeline timeline,
            Outbox outbox,
            UnheardWatch watch,
            DispatchMessages messages,
            Ids ids,
            DeliveryWakeUp deliverySignal,
            LiveSignal live,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clocks = clocks;
        this.knowledge =
                new EscalationKnowledge(
                        configurations, leads, assignments, channels, messages, ids, clock);
        this.timeline = timeline;
        this.outbox = outbox;
        this.watch = watch;
        this.deliverySignal = deliverySignal;
        this.live = live;
        this.clock = clock;
    }

    /** Answers how many clocks were taken up. */
    public Mono<Integer> handle(TenantId tenant) {
        return new DueWork<UUID>(
                        "steps of clocks",
                        BATCH,
                        portion -> take(tenant, portion),
                        atMost ->
                                unitOfWork.run(
                                        tenant, clocks.due(tenant, false, atMost).collectList()),
                        (one, _) -> unitOfWork.run(tenant, clocks.putOff(tenant, one, false)))
                .of(tenant);
    }

    private Mono<Integer> take(TenantId tenant, Portion<UUID> portion) {
        return unitOfWork
                .run(
                        tenant,
                        clocks.claim(tenant, portion).flatMap(claimed -> take(tenant, claimed)))
                .doOnNext(taken -> {
                    if (!taken.deliveries().isEmpty()) {
                        deliverySignal.signal();
                    }
                    live.announce(new Happened(tenant, taken.leads(), Set.of()));
                })
                .map(taken -> taken.clocks().size())
                .defaultIfEmpty(0);
    }

    private Mono<TakenSteps> take(TenantId tenant, Claimed<LeadClock> claimed) {
        List<LeadClock> due = claimed.due();
        Set<LeadId> about = due.stream().map(LeadClock::lead).collect(toSet());
        return knowledge
                .about(tenant, about)
                .map(known -> {
                    TakenSteps taken =
                            new TakenSteps(
                                    known.escalating(), claimed, known.snapshot().webhooks());
                    due.forEach(one ->
                            known.at(one).ifPresentOrElse(taken::take, () -> taken.over(one)));
                    return taken;
                })
                .flatMap(taken ->
                        clocks.save(tenant, taken.clocks())
                                .then(timeline.append(tenant, taken.entries()))
                                .then(outbox.add(tenant, taken.deliveries()))
                                .then(
                                        watch.note(
                                                tenant,
                                                taken.unheard(),
                                                taken.heard(),
                                                clock.instant()))
                                .thenReturn(taken));
    }
}
