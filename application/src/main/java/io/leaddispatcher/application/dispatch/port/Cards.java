package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Messages that tell of offers. Called inside a unit of work of the tenant. */
public interface Cards {

    /**
     * A message with what has become of its offer.
     *
     * @param delivery by which it was posted, or will be
     * @param fate null when nothing is known of the offer any more
     */
    record Card(Delivery delivery, @Nullable Fate fate) {}

    /**
     * What has become of an offer; in a team's channel, where several were asked at once, of that
     * of whoever accepted it, or else of one that is open still, or of the one that ended last.
     *
     * @param rep to whom it was made
     * @param holder who has the lead now; null when nobody has
     * @param at since when
     */
    record Fate(AssignmentState state, RepKey rep, @Nullable RepKey holder, Instant at) {}

    /** As it is now. Empty when nothing is kept of the delivery any more. */
    Mono<Card> find(TenantId tenant, DeliveryId delivery);
}
