package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns in which somebody acts on one lead. */
public final class LeadTurns {

    private final LaterTurns later;

    public LeadTurns(RoutingTurns turns) {
        this.later = turns.later();
    }

    /**
     * Acts on a lead in a unit of work of its own; empty when there is none of this id.
     *
     * @param act what is done; it may be nothing
     * @param also what else is kept of it in the same unit of work
     */
    public <T> Mono<T> act(
            TenantId tenant, LeadId lead, Function<LeadTurn, T> act, Function<T, Mono<Void>> also) {
        return act(tenant, lead, Mono.just(lead), (turn, _) -> act.apply(turn), also);
    }

    /**
     * Likewise, with something that is taken first.
     *
     * @param before what, by what the lead seems to say before the turn is taken
     */
    public <T> Mono<T> act(
            TenantId tenant,
            LeadId lead,
            BiFunction<Lead, FieldCatalogue, Mono<Void>> before,
            Function<LeadTurn, T> act,
            Function<T, Mono<Void>> also) {
        Mono<Void> taken =
                later.configurations()
                        .current(tenant)
                        .flatMap(snapshot ->
                                later.gathering()
                                        .find(tenant, snapshot, Set.of(lead))
                                        .flatMap(files -> Mono.justOrEmpty(files.get(lead)))
                                        .flatMap(file ->
                                                before.apply(
                                                        file.lead(),
                                                        snapshot.configuration().fields())));
        return act(tenant, lead, taken, Mono.just(lead), (turn, _) -> act.apply(turn), also);
    }

    /**
     * Likewise, by something else that has to be known.
     *
     * @param asked inside the unit of work, once nothing of the lead changes any more; never empty
     */
    public <K, T> Mono<T> act(
            TenantId tenant,
            LeadId lead,
            Mono<K> asked,
            BiFunction<LeadTurn, K, T> act,
            Function<T, Mono<Void>> also) {
        return act(tenant, lead, Mono.empty(), asked, act, also);
    }

    private <K, T> Mono<T> act(
            TenantId tenant,
            LeadId lead,
            Mono<Void> taken,
            Mono<K> asked,
            BiFunction<LeadTurn, K, T> act,
            Function<T, Mono<Void>> also) {
        return Mono.defer(() -> {
            AtomicReference<Optional<K>> known = new AtomicReference<>(Optional.empty());
            AtomicReference<List<OpenHandoff>> handoffs = new AtomicReference<>(List.of());
            AtomicReference<Optional<LeadId>> survivor = new AtomicReference<>(Optional.empty());
            Mono<Set<LeadId>> told =
                    later.gathering()
                            .timeline()
                            .told(tenant, lead, OpenHandoff.TOLD_BY)
                            .doOnNext(story -> handoffs.set(OpenHandoff.of(story)))
                            .then(survivor(tenant, lead).doOnNext(survivor::set))
                            .thenReturn(Set.of(lead));
            return later.take(
                            tenant,
                            new Wish<Optional<T>>(
                                    taken.then(told),
                                    asked.doOnNext(found -> known.set(Optional.of(found)))
                                            .then(told),
                                    batch ->
                                            Optional.ofNullable(batch.file(lead))
                                                    .map(file ->
                                                            new LeadTurn(
                                                                    batch,
                                                                    file,
                                                                    handoffs.get(),
                                                                    survivor.get().orElse(null)))
                                                    .map(turn ->
                                                            act.apply(
                                                                    turn,
                                                                    known.get().orElseThrow())),
                                    done -> done.map(also).orElse(Mono.empty())))
                    .flatMap(Mono::justOrEmpty);
        });
    }

    /**
     * Acts on two leads in one unit of work, and on what they are known by; empty when one of them
     * is not there.
     *
     * @param act what is done; it may be nothing
     * @param also what else is kept of it in the same unit of work
     */
    public <T> Mono<T> both(
            TenantId tenant,
            LeadId one,
            LeadId other,
            BiFunction<LeadTurn, LeadTurn, T> act,
            Function<T, Mono<Void>> also) {
        return Mono.defer(() -> {
            Set<LeadId> leads = Set.of(one, other);
            Map<LeadId, LeadId> survivors = new ConcurrentHashMap<>();
            Mono<Set<LeadId>> claim =
                    Flux.fromIterable(leads)
                            .concatMap(lead ->
                                    later.gathering()
                                            .leads()
                                            .survivor(tenant, lead)
                                            .doOnNext(into -> survivors.put(lead, into)))
                            .then(Mono.just(leads));
            return later.take(
                            tenant,
                            new Wish<Optional<T>>(
                                    later.gathering().leads().hold(tenant, leads).thenReturn(leads),
                                    claim,
                                    batch ->
                                            turn(batch, one, survivors)
                                                    .flatMap(first ->
                                                            turn(batch, other, survivors)
                                                                    .map(second ->
                                                                            act.apply(
                                                                                    first,
                                                                                    second))),
                                    done -> done.map(also).orElse(Mono.empty())))
                    .flatMap(Mono::justOrEmpty);
        });
    }

    private static Optional<LeadTurn> turn(
            RoutingBatch batch, LeadId lead, Map<LeadId, LeadId> survivors) {
        return Optional.ofNullable(batch.file(lead))
                .map(file -> new LeadTurn(batch, file, List.of(), survivors.get(lead)));
    }

    private Mono<Optional<LeadId>> survivor(TenantId tenant, LeadId lead) {
        return later.gathering()
                .leads()
                .survivor(tenant, lead)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }
}
