package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The clocks of one tenant in a map. */
public final class InMemorySlaClocks implements SlaClocks {

    private final Map<UUID, LeadClock> clocks = new LinkedHashMap<>();
    private final InstantSource now;
    private final BiPredicate<LeadId, Set<UUID>> openBy;
    private int putOff;

    /**
     * Without any clock.
     *
     * @param openBy whether a lead is somebody's by one of these assignments
     */
    public InMemorySlaClocks(InstantSource now, BiPredicate<LeadId, Set<UUID>> openBy) {
        this.now = now;
        this.openBy = openBy;
    }

    /** All of a lead, the oldest first. */
    public List<LeadClock> of(LeadId lead) {
        return clocks.values().stream().filter(one -> one.lead().equals(lead)).toList();
    }

    /** How often one was put off. */
    public int putOff() {
        return putOff;
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<LeadClock> more) {
        return Mono.fromRunnable(() -> more.forEach(one -> clocks.put(one.id(), one)));
    }

    @Override
    public Mono<Void> save(TenantId tenant, List<LeadClock> changed) {
        return add(tenant, changed);
    }

    @Override
    public Flux<LeadClock> live(TenantId tenant, Collection<LeadId> leads) {
        return some(one -> one.clock().isLive() && leads.contains(one.lead()));
    }

    @Override
    public Flux<LeadClock> liveByAssignment(TenantId tenant, Collection<UUID> assignments) {
        return some(
                one -> one.clock().isLive() && openBy.test(one.lead(), Set.copyOf(assignments)));
    }

    @Override
    public Flux<TenantId> tenants() {
        return Flux.empty();
    }

    @Override
    public Flux<LeadClock> claim(TenantId tenant, int atMost) {
        return due(false, atMost);
    }

    @Override
    public Flux<LeadId> toBeMoved(TenantId tenant, int atMost) {
        return due(true, atMost).map(LeadClock::lead);
    }

    @Override
    public Flux<LeadClock> claimMoving(TenantId tenant, int atMost) {
        return due(true, atMost);
    }

    private Flux<LeadClock> due(boolean moving, int atMost) {
        return some(one ->
                        one.clock()
                                .next()
                                .filter(step -> step.movesLead() == moving)
                                .filter(step -> !step.dueAt().isAfter(now.instant()))
                                .isPresent())
                .sort(Comparator.comparing(InMemorySlaClocks::dueAt))
                .take(atMost);
    }

    private static Instant dueAt(LeadClock one) {
        return one.clock().next().map(ClockStep::dueAt).orElse(Instant.MAX);
    }

    private Flux<LeadClock> some(Predicate<LeadClock> those) {
        return Flux.defer(() -> Flux.fromIterable(clocks.values().stream().filter(those).toList()));
    }

    @Override
    public Mono<Void> putOffFirst(TenantId tenant, boolean moving) {
        return Mono.fromRunnable(() -> putOff++);
    }
}
