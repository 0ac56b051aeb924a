package io.leaddispatcher.application.routing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Ended;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Taken;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The assignments of one tenant in lists. */
final class InMemoryAssignments implements Assignments {

    /** Of each assignment, the turns that what came of its lead gave back. */
    final Map<UUID, Set<PoolKey>> givenBack = new HashMap<>();

    private final Map<UUID, Instant> givenBackAt = new HashMap<>();

    final List<Offer> offers = new ArrayList<>();
    final Map<UUID, AssignmentState> ended = new HashMap<>();
    final Set<UUID> accepted = new HashSet<>();
    final Set<UUID> spared = new HashSet<>();
    final Map<LeadId, Priority> raised = new HashMap<>();

    final List<LeadId> putOff = new ArrayList<>();

    /** By which the offers were made, in order. */
    List<Run> runs = List.of();

    /** Judges which offers have lapsed. */
    InstantSource clock = () -> Instant.MIN;

    @Override
    public Mono<Void> add(TenantId tenant, List<Offer> more) {
        return Mono.fromRunnable(() -> offers.addAll(more));
    }

    @Override
    public Mono<Map<LeadId, Asked>> asked(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() ->
                leads.stream()
                        .filter(lead -> passedOver(lead).findAny().isPresent())
                        .collect(toMap(lead -> lead, this::asked, (one, _) -> one)));
    }

    private Stream<Offer> passedOver(LeadId lead) {
        return offers.stream()
                .filter(offer -> offer.lead().equals(lead) && ended.containsKey(offer.id()));
    }

    private Asked asked(LeadId lead) {
        Map<Boolean, Set<RepKey>> refusing =
                passedOver(lead)
                        .collect(partitioningBy(this::isRefusal, mapping(Offer::rep, toSet())));
        return new Asked(
                refusing.getOrDefault(true, Set.of()), refusing.getOrDefault(false, Set.of()));
    }

    private boolean isRefusal(Offer offer) {
        AssignmentState state = ended.get(offer.id());
        return (state == AssignmentState.DECLINED || state == AssignmentState.EXPIRED)
                && !spared.contains(offer.id())
                && runs.stream()
                        .filter(run -> run.lead().equals(offer.lead()))
                        .dropWhile(run -> !run.id().equals(offer.run()))
                        .skip(1)
                        .noneMatch(run -> run.cause() == Cause.INTAKE);
    }

    @Override
    public Mono<Map<LeadId, Offer>> active(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() -> {
            Map<LeadId, Offer> first = new HashMap<>();
            offers.stream()
                    .filter(offer -> leads.contains(offer.lead()) && !ended.containsKey(offer.id()))
                    .forEach(offer -> first.putIfAbsent(offer.lead(), offer));
            return first;
        });
    }

    @Override
    public Mono<Map<LeadId, List<Given>>> open(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() ->
                offers.stream()
                        .filter(offer -> leads.contains(offer.lead()))
                        .filter(offer -> !ended.containsKey(offer.id()))
                        .map(offer ->
                                new Given(
                                        offer,
                                        accepted.contains(offer.id())
                                                ? AssignmentState.ACCEPTED
                                                : AssignmentState.OFFERED,
                                        givenBack.getOrDefault(offer.id(), Set.of()),
                                        givenBackAt.get(offer.id())))
                        .collect(groupingBy(given -> given.offer().lead())));
    }

    @Override
    public Mono<Given> latest(TenantId tenant, LeadId lead) {
        return Mono.justOrEmpty(
                offers.reversed().stream()
                        .filter(offer -> offer.lead().equals(lead))
                        .map(offer ->
                                new Given(
                                        offer,
                                        ended.getOrDefault(offer.id(), AssignmentState.OFFERED),
                                        givenBack.getOrDefault(offer.id(), Set.of()),
                                        givenBackAt.get(offer.id())))
                        .min(Comparator.comparing(given -> !given.isHeld())));
    }

    @Override
    public Mono<Boolean> wasAccepted(TenantId tenant, UUID assignment) {
        return Mono.fromSupplier(() -> accepted.contains(assignment));
    }

    @Override
    public Mono<Void> resume(TenantId tenant, UUID assignment) {
        return Mono.fromRunnable(() -> ended.remove(assignment, AssignmentState.COMPLETED));
    }

    @Override
    public Mono<Void> givenBack(TenantId tenant, UUID assignment, Set<PoolKey> pools, Instant at) {
        return Mono.fromRunnable(() -> {
            Set<PoolKey> before = givenBack.put(assignment, pools);
            if (before == null || !before.containsAll(pools)) {
                givenBackAt.put(assignment, at);
            }
        });
    }

    @Override
    public Mono<Void> raise(TenantId tenant, LeadId lead, Priority priority) {
        return Mono.fromRunnable(() -> raised.put(lead, priority));
    }

    @Override
    public Mono<Set<LeadId>> lapsed(TenantId tenant, Portion<LeadId> portion, boolean hold) {
        return Mono.fromSupplier(() ->
                Set.copyOf(
                        portion.of(
                                offers.stream()
                                        .filter(offer -> !ended.containsKey(offer.id()))
                                        .filter(offer -> !accepted.contains(offer.id()))
                                        .filter(offer -> isPast(offer.expiresAt()))
                                        .map(Offer::lead)
                                        .toList(),
                                Function.identity())));
    }

    @Override
    public Mono<Void> lapse(TenantId tenant, Set<RepKey> reps) {
        return Mono.fromRunnable(() ->
                offers.replaceAll(offer ->
                        reps.contains(offer.rep())
                                        && !ended.containsKey(offer.id())
                                        && !accepted.contains(offer.id())
                                        && !isPast(offer.expiresAt())
                                ? with(offer, offer.turns(), clock.instant())
                                : offer));
    }

    @Override
    public Mono<Void> putOffLapsed(TenantId tenant, LeadId lead) {
        return Mono.fromRunnable(() -> putOff.add(lead));
    }

    private boolean isPast(@Nullable Instant at) {
        return at != null && !clock.instant().isBefore(at);
    }

    @Override
    public Mono<Void> end(TenantId tenant, List<Ended> more, Instant at) {
        return Mono.fromRunnable(() ->
                more.forEach(each -> {
                    ended.putIfAbsent(each.assignment(), each.state());
                    if (each.spared()) {
                        spared.add(each.assignment());
                    }
                }));
    }

    @Override
    public Mono<Void> accept(TenantId tenant, List<Taken> taken, Instant at) {
        return Mono.fromRunnable(() ->
                taken.forEach(each -> {
                    accepted.add(each.assignment());
                    offers.replaceAll(offer ->
                            offer.id().equals(each.assignment())
                                    ? with(offer, each.turns(), offer.expiresAt())
                                    : offer);
                }));
    }

    /** The same, which is a turn in these pools, and ends then. */
    private static Offer with(Offer offer, List<PoolKey> turns, @Nullable Instant expiresAt) {
        return new Offer(
                offer.id(),
                offer.lead(),
                offer.run(),
                offer.rep(),
                offer.pool(),
                offer.ruleId(),
                offer.tier(),
                offer.priority(),
                offer.segments(),
                turns,
                offer.broadcast(),
                offer.offeredAt(),
                expiresAt,
                offer.lockedUntil());
    }

    @Override
    public Mono<Void> end(
            TenantId tenant,
            LeadId lead,
            AssignmentState state,
            @Nullable String reason,
            Instant at) {
        return Mono.fromRunnable(() ->
                offers.stream()
                        .filter(offer -> offer.lead().equals(lead))
                        .forEach(offer ->
                                ended.putIfAbsent(
                                        offer.id(),
                                        offer.broadcast() ? AssignmentState.EXPIRED : state)));
    }
}
