package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.TurnMemory.Turn;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.Detached;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Turns in which leads that are known are routed once more, without an event. */
record LaterTurns(
        UnitOfWork unitOfWork,
        RoutingStates states,
        RoutingConfigurations configurations,
        TurnMemory memory,
        Gathering gathering,
        Keeping keeping,
        RoutingBatches batches,
        InstantSource clock) {

    /**
     * What is to be done with leads.
     *
     * @param look which, as it seems before the turn is taken. Empty: nothing is to be done, and no
     *     turn is taken
     * @param claim which, once the turn is taken. Empty: nothing is to be done any more
     * @param at decides
     * @param also what else is kept of it in the same unit of work
     * @param notBefore an instant that the database has seen, though this node's clock may be
     *     behind
     */
    record Wish<T>(
            Mono<Set<LeadId>> look,
            Mono<Set<LeadId>> claim,
            Function<RoutingBatch, T> at,
            Function<T, Mono<Void>> also,
            Function<Map<LeadId, LeadFile>, Optional<Instant>> notBefore) {

        /** Likewise, at this node's present. */
        Wish(
                Mono<Set<LeadId>> look,
                Mono<Set<LeadId>> claim,
                Function<RoutingBatch, T> at,
                Function<T, Mono<Void>> also) {
            this(look, claim, at, also, _ -> Optional.empty());
        }
    }

    private record Done<T>(Turn turn, T answer) {}

    /** Does it in a unit of work of its own. */
    <T> Mono<T> take(TenantId tenant, Wish<T> wish) {
        // What was committed is told even when whoever asked for it has hung up.
        return Detached.from(
                unitOfWork
                        .run(
                                tenant,
                                // Nobody takes the turn for nothing.
                                wish.look()
                                        .flatMap(_ -> states.takeTurn(tenant))
                                        .flatMap(turn ->
                                                wish.claim()
                                                        .zipWhen(
                                                                _ -> configurations.current(tenant))
                                                        .flatMap(found ->
                                                                take(
                                                                        tenant,
                                                                        turn,
                                                                        found.getT2(),
                                                                        found.getT1(),
                                                                        wish))))
                        .doOnNext(done -> memory.committed(tenant, done.turn()))
                        .map(Done::answer));
    }

    private <T> Mono<Done<T>> take(
            TenantId tenant, long turn, Snapshot snapshot, Set<LeadId> leads, Wish<T> wish) {
        return gathering
                .find(tenant, snapshot, leads)
                .flatMap(files -> {
                    Instant present = clock.instant();
                    Instant now =
                            wish.notBefore().apply(files).filter(present::isBefore).orElse(present);
                    return memory.before(tenant, turn)
                            .flatMap(state -> memory.whole(tenant, snapshot, state, now))
                            .map(state -> batches.begin(snapshot, state, files, now))
                            .flatMap(batch ->
                                    gathering
                                            .into(
                                                    batch.known(),
                                                    tenant,
                                                    files.keySet(),
                                                    files.values(),
                                                    Gathering.Told.NOTHING)
                                            .then(
                                                    Mono.defer(() ->
                                                            decide(
                                                                    tenant, turn, batch, wish,
                                                                    now))));
                });
    }

    private <T> Mono<Done<T>> decide(
            TenantId tenant, long turn, RoutingBatch batch, Wish<T> wish, Instant now) {
        T answer = wish.at().apply(batch);
        return keeping.keep(tenant, batch, Set.of(), now)
                // What else is kept may have something to send, too.
                .map(sending -> sending.andMore())
                .delayUntil(_ -> wish.also().apply(answer))
                .map(sending ->
                        new Done<>(
                                new Turn(
                                        batch.books().stateAfter(turn),
                                        Optional.of(batch),
                                        sending),
                                answer));
    }
}
