package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
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
    private final List<UUID> putOff = new ArrayList<>();
    private final Set<UUID> early = new HashSet<>();
    private Duration ahead = Duration.ZERO;

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

    /** The row of this one says that it is due, though no step of it is, until it is saved. */
    public void claimEarly(UUID clock) {
        early.add(clock);
    }

    /** The database's clock is ahead of the node's. */
    public void isAheadBy(Duration time) {
        ahead = time;
    }

    private Instant present() {
        return now.instant().plus(ahead);
    }

    /** Those that were put off. */
    public List<UUID> putOff() {
        return List.copyOf(putOff);
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<LeadClock> more) {
        return Mono.fromRunnable(() ->
                more.forEach(one -> {
                    clocks.put(one.id(), one);
                    early.remove(one.id());
                }));
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
    public Flux<UUID> due(TenantId tenant, boolean moving, int atMost) {
        return due(moving).map(LeadClock::id).take(atMost);
    }

    @Override
    public Mono<Claimed<LeadClock>> claim(TenantId tenant, Portion<UUID> portion) {
        return claimed(false, portion);
    }

    @Override
    public Flux<LeadId> toBeMoved(TenantId tenant, Portion<UUID> portion) {
        return claimed(true, portion).flatMapIterable(Claimed::due).map(LeadClock::lead);
    }

    @Override
    public Mono<Claimed<LeadClock>> claimMoving(TenantId tenant, Portion<UUID> portion) {
        return claimed(true, portion);
    }

    private Mono<Claimed<LeadClock>> claimed(boolean moving, Portion<UUID> portion) {
        return due(moving)
                .collectList()
                .map(due -> portion.of(due, LeadClock::id))
                .filter(due -> !due.isEmpty())
                .map(due -> new Claimed<>(present(), due));
    }

    private Flux<LeadClock> due(boolean moving) {
        return some(one ->
                        one.clock()
                                .next()
                                .filter(step -> step.movesLead() == moving)
                                .filter(step ->
                                        early.contains(one.id())
                                                || !step.dueAt().isAfter(present()))
                                .isPresent())
                .sort(Comparator.comparing(InMemorySlaClocks::dueAt));
    }

    private static Instant dueAt(LeadClock one) {
        return one.clock().next().map(ClockStep::dueAt).orElse(Instant.MAX);
    }

    private Flux<LeadClock> some(Predicate<LeadClock> those) {
        return Flux.defer(() -> Flux.fromIterable(clocks.values().stream().filter(those).toList()));
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID clock, boolean moving) {
        return Mono.fromRunnable(() -> putOff.add(clock));
    }
}
