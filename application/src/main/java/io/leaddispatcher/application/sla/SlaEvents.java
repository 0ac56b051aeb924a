package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.sla.NewClocks.Place;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.SlaClock;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens to leads, as far as their SLA clocks are concerned. Called inside the unit of work
 * in which it happens, after the assignment has changed.
 */
public final class SlaEvents implements ClockStarts {

    private final SlaClocks clocks;
    private final Timeline timeline;
    private final EventListeners listeners;
    private final RoutingConfigurations configurations;

    public SlaEvents(
            SlaClocks clocks,
            Timeline timeline,
            EventListeners listeners,
            RoutingConfigurations configurations) {
        this.clocks = clocks;
        this.timeline = timeline;
        this.listeners = listeners;
        this.configurations = configurations;
    }

    @Override
    public Mono<Void> decided(TenantId tenant, NewClocks news) {
        if (news.isEmpty()) {
            return Mono.empty();
        }
        Mono<List<LeadClock>> before =
                news.again().isEmpty()
                        ? Mono.just(List.of())
                        : clocks.live(tenant, news.again().keySet()).collectList();
        return before.flatMap(live -> {
            Set<LeadId> dispatching = new HashSet<>();
            List<LeadClock> changed = new ArrayList<>();
            for (LeadClock one : live) {
                Place place = Objects.requireNonNull(news.again().get(one.lead()));
                if (goesOn(one, place)) {
                    dispatching.add(one.lead());
                    changed.add(one.of(place.assignment(), place.rep()));
                } else {
                    changed.add(one.with(one.clock().stopped()));
                }
            }
            return clocks.save(tenant, changed)
                    .then(clocks.add(tenant, news.begun(dispatching)));
        });
    }

    /** Nobody was told of it yet. */
    private static boolean goesOn(LeadClock one, Place place) {
        return one.assignment() == null
                && one.clock().target() == SlaTarget.DISPATCHED
                && (place.waits() || place.assignment() != null);
    }

    /** The reps of these assignments have been told; of those that are over it is too late. */
    public Mono<Void> told(TenantId tenant, Collection<UUID> assignments, Instant at) {
        return assignments.isEmpty()
                ? Mono.empty()
                : meet(
                        tenant,
                        clocks.liveByAssignment(tenant, assignments)
                                .filter(one -> one.clock().target() == SlaTarget.DISPATCHED),
                        at);
    }

    /** A rep has accepted a lead. Its clocks go on as that rep's, who knows of it by now. */
    public Mono<Void> accepted(
            TenantId tenant, LeadId lead, UUID assignment, RepKey rep, Instant at) {
        return clocks.live(tenant, List.of(lead))
                .collectList()
                .flatMap(live -> {
                    List<LeadClock> met = new ArrayList<>();
                    List<LeadClock> passed = new ArrayList<>();
                    for (LeadClock one : live) {
                        boolean answered =
                                one.clock().target() == SlaTarget.ACCEPTED
                                        || one.clock().target() == SlaTarget.DISPATCHED;
                        (answered ? met : passed).add(one.of(assignment, rep));
                    }
                    return clocks.save(tenant, passed)
                            .then(meet(tenant, Flux.fromIterable(met), at));
                });
    }

    /**
     * Somebody has done something about a lead, or told what has come of it. To accept it is not
     * enough.
     */
    public Mono<Void> acted(TenantId tenant, LeadId lead, Instant at) {
        return clocks.live(tenant, List.of(lead))
                .filter(one -> needed(one) > 0)
                .map(LeadClock::acted)
                .collectList()
                .flatMap(acted ->
                        clocks.save(
                                        tenant,
                                        acted.stream()
                                                .filter(one -> one.acts() < needed(one))
                                                .toList())
                                .then(
                                        meet(
                                                tenant,
                                                Flux.fromIterable(acted)
                                                        .filter(one ->
                                                                one.acts() >= needed(one)),
                                                at)));
    }

    private static int needed(LeadClock one) {
        return switch (one.clock().target()) {
            case DISPATCHED, ACCEPTED -> 0;
            case FIRST_ACTION -> 1;
            case FOLLOW_UP -> 2;
        };
    }

    /** Nobody has the lead any more, or the work on it is over. */
    public Mono<Void> ended(TenantId tenant, LeadId lead, Instant at) {
        return change(tenant, lead, one -> one.with(one.clock().stopped()));
    }

    /** The lead is with the customer: its clocks stand still. */
    public Mono<Void> paused(TenantId tenant, LeadId lead, Instant at) {
        return timed(tenant, lead, (one, times) -> one.clock().paused(at, times.of(one)));
    }

    /** The lead is back: its clocks go on. */
    public Mono<Void> resumed(TenantId tenant, LeadId lead, Instant at) {
        return timed(tenant, lead, (one, times) -> one.clock().resumed(at, times.of(one)));
    }

    private interface Change {
        SlaClock of(LeadClock one, ClockTimes times);
    }

    private Mono<Void> timed(TenantId tenant, LeadId lead, Change change) {
        return configurations
                .current(tenant)
                .map(snapshot -> new ClockTimes(snapshot.configuration()))
                .flatMap(times ->
                        change(tenant, lead, one -> one.with(change.of(one, times))));
    }

    private Mono<Void> change(TenantId tenant, LeadId lead, UnaryOperator<LeadClock> change) {
        return clocks.live(tenant, List.of(lead))
                .map(change)
                .collectList()
                .flatMap(changed -> clocks.save(tenant, changed));
    }

    private Mono<Void> meet(TenantId tenant, Flux<LeadClock> those, Instant at) {
        return those.collectList()
                .flatMap(before -> {
                    List<LeadClock> met =
                            before.stream().map(one -> one.with(one.clock().met(at))).toList();
                    List<Timeline.Entry> late = new ArrayList<>();
                    for (int index = 0; index < met.size(); index++) {
                        // No node has come to it in time.
                        if (before.get(index).clock().state() == ClockState.RUNNING
                                && met.get(index).clock().state() == ClockState.BREACHED) {
                            late.add(SlaStory.breached(met.get(index), at));
                        }
                    }
                    return clocks.save(tenant, met)
                            .then(timeline.append(tenant, late))
                            .then(listeners(tenant, late, at));
                });
    }

    private Mono<Void> listeners(TenantId tenant, List<Timeline.Entry> late, Instant at) {
        return late.isEmpty()
                ? Mono.empty()
                : listeners.tell(
                        tenant,
                        late.stream()
                                .map(entry ->
                                        WebhookEvent.of(
                                                WebhookEventType.SLA_BREACHED,
                                                entry.lead(),
                                                at,
                                                entry.what().detail()))
                                .toList(),
                        at);
    }
}
