package io.leaddispatcher.application.outcome;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.routing.port.TrackRecords.Addition;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Counts what members of pools make of their leads. An assignment counts once, when it is concluded
 * first, and as won when it ever is: also a lead that was lost before comes to count as won. What
 * was disqualified counts as not won: bad leads fall to everybody alike, and nobody's record gets
 * better by calling a lost lead one. What reached a rep past the pools counts nowhere.
 */
final class ClosingRecords {

    private final Outcomes outcomes;
    private final TrackRecords records;

    ClosingRecords(Outcomes outcomes, TrackRecords records) {
        this.outcomes = outcomes;
        this.records = records;
    }

    /** Counts an outcome of an assignment that is kept already. */
    Mono<Void> count(TenantId tenant, Offer offer, OutcomeType type) {
        PoolKey pool = offer.pool();
        if (pool == null) {
            return Mono.empty();
        }
        return outcomes.of(tenant, offer.id())
                .map(Outcome::type)
                .filter(OutcomeType::concludes)
                .collectList()
                .map(told ->
                        new Addition(
                                pool,
                                offer.rep(),
                                offer.segments(),
                                Addition.month(offer.offeredAt()),
                                told.size() == 1 ? 1 : 0,
                                isFirst(OutcomeType.WON, told, type) ? 1 : 0))
                .filter(addition -> addition.concluded() + addition.won() > 0)
                .flatMap(addition -> records.add(tenant, addition));
    }

    private static boolean isFirst(OutcomeType asked, List<OutcomeType> told, OutcomeType latest) {
        return latest == asked && told.stream().filter(each -> each == asked).count() == 1;
    }
}
