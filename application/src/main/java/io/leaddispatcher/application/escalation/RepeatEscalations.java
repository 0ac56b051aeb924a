package io.leaddispatcher.application.escalation;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.escalation.Escalating.At;
import io.leaddispatcher.application.escalation.Escalating.Told;
import io.leaddispatcher.application.escalation.EscalationKnowledge.Known;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.sla.SlaStory;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Tells once more of escalations that have reached nobody: by what is set up now, to the manager or
 * in the manager's place. What still reaches nobody stays as it is.
 */
@UseCase
public final class RepeatEscalations {

    private final UnitOfWork unitOfWork;
    private final UnheardEscalations escalations;
    private final SlaClocks clocks;
    private final EscalationKnowledge knowledge;
    private final Timeline timeline;
    private final Outbox outbox;
    private final DeliveryWakeUp wakeUp;

    public RepeatEscalations(
            UnitOfWork unitOfWork,
            UnheardEscalations escalations,
            SlaClocks clocks,
            RoutingConfigurations configurations,
            Leads leads,
            Assignments assignments,
            ConnectedChannels channels,
            Timeline timeline,
            Outbox outbox,
            DispatchMessages messages,
            Ids ids,
            DeliveryWakeUp wakeUp,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.escalations = escalations;
        this.clocks = clocks;
        this.knowledge =
                new EscalationKnowledge(
                        configurations, leads, assignments, channels, messages, ids, clock);
        this.timeline = timeline;
        this.outbox = outbox;
        this.wakeUp = wakeUp;
    }

    /** What is told anew, and what is not. */
    private record Repeated(
            List<Timeline.Entry> entries, List<Delivery> deliveries, List<Unheard> left) {}

    /**
     * Answers of how many somebody is told now.
     *
     * @param unheard clocks by their leads
     */
    public Mono<Long> handle(TenantId tenant, Map<UUID, LeadId> unheard) {
        return unitOfWork
                .run(tenant, repeat(tenant, unheard))
                .doOnNext(told -> {
                    if (told > 0) {
                        wakeUp.signal();
                    }
                })
                .defaultIfEmpty(0L);
    }

    private Mono<Long> repeat(TenantId tenant, Map<UUID, LeadId> unheard) {
        Set<LeadId> about = Set.copyOf(unheard.values());
        // The clocks are held first, as by whoever takes their steps.
        return clocks.live(tenant, about)
                .filter(kept -> unheard.containsKey(kept.id()))
                .collectMap(LeadClock::id, Function.identity())
                .filter(live -> !live.isEmpty())
                .flatMap(live ->
                        escalations
                                .take(tenant, live.keySet())
                                .collectList()
                                .flatMap(taken -> tell(tenant, live, taken)));
    }

    private Mono<Long> tell(TenantId tenant, Map<UUID, LeadClock> live, List<Unheard> taken) {
        Set<LeadId> about = taken.stream().map(Unheard::lead).collect(toSet());
        return knowledge
                .about(tenant, about)
                .map(known -> repeated(known, live, taken))
                .flatMap(repeated ->
                        timeline.append(tenant, repeated.entries())
                                .then(outbox.add(tenant, repeated.deliveries()))
                                .then(escalations.keep(tenant, repeated.left()))
                                .thenReturn((long) repeated.entries().size()));
    }

    private static Repeated repeated(
            Known known, Map<UUID, LeadClock> live, Collection<Unheard> taken) {
        Escalating escalating = known.escalating();
        Repeated repeated = new Repeated(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Unheard one : taken) {
            At at = Optional.ofNullable(live.get(one.clock())).flatMap(known::at).orElse(null);
            if (at == null) {
                continue;
            }
            Told told = escalating.manager(at);
            if (told.untold() == null) {
                repeated.deliveries().addAll(told.deliveries());
                repeated.entries().add(entry(at.kept(), told, escalating.now()));
            } else {
                repeated.left()
                        .add(
                                new Unheard(
                                        one.clock(),
                                        one.lead(),
                                        escalating.cause(at, told.untold()),
                                        one.since()));
            }
        }
        return repeated;
    }

    /** As the escalation that was taken last. */
    private static Timeline.Entry entry(LeadClock kept, Told told, Instant now) {
        List<ClockStep> done = kept.clock().steps().subList(0, kept.clock().done());
        ClockStep step =
                done.reversed().stream()
                        .filter(each ->
                                each.action() != null && each.action() != EscalationAction.REMIND)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "clock %s has escalated nothing".formatted(kept.id())));
        return SlaStory.escalated(
                kept,
                step,
                Map.of(
                        "told",
                        told.to(),
                        "action",
                        EscalationAction.NOTIFY_MANAGER.name(),
                        "again",
                        true),
                now);
    }
}
