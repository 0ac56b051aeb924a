package io.leaddispatcher.application.pool;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives back the turns that a lead was, because it was none worth one, and takes them again when it
 * turns out to be one. Under the turn.
 */
public final class TurnsGivenBack {

    private final LedgerMoves moves;

    public TurnsGivenBack(RoutingStates states) {
        this.moves = new LedgerMoves(states);
    }

    /** What was a turn: an offer in a workspace as it is configured. */
    public record Turn(TenantId tenant, RoutingConfiguration configuration, Offer offer) {}

    /**
     * In each pool in which the lead was a turn; nothing where it was none.
     *
     * @param which of these pools
     */
    public Mono<Void> giveBack(Turn turn, Predicate<Pool> which, String reason, Instant at) {
        Offer offer = turn.offer();
        return move(
                turn, which, at, ledger -> ledger.credit(offer.rep(), offer.lead(), reason, at));
    }

    /**
     * The opposite, once they were given back.
     *
     * @param givenBackAt when they were; null: nobody knows
     */
    public Mono<Void> takeBack(
            Turn turn,
            Predicate<Pool> which,
            String reason,
            @Nullable Instant givenBackAt,
            Instant at) {
        Offer offer = turn.offer();
        return move(
                turn,
                which,
                at,
                ledger -> ledger.takeBack(offer.rep(), offer.lead(), reason, givenBackAt, at));
    }

    private Mono<Void> move(Turn turn, Predicate<Pool> which, Instant at, LedgerMoves.Change how) {
        return Flux.fromIterable(turn.offer().turns())
                .concatMap(key -> Mono.justOrEmpty(turn.configuration().pool(key)))
                .filter(which)
                .concatMap(pool ->
                        moves.move(
                                turn.tenant(),
                                pool,
                                new LedgerMoves.Day(at, turn.configuration().zone()),
                                how))
                .then();
    }
}
