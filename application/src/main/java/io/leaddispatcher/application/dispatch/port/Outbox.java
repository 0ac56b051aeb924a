package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Where what is to be sent out is put. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface Outbox {

    /** Adds deliveries that are due at once, or when they say if that is later. */
    Mono<Void> add(TenantId tenant, List<Delivery> planned);

    /**
     * Likewise, and holds those that are due at once, as if they had been claimed: whoever adds
     * them has them sent.
     *
     * @param hold for how long
     * @param turns that those which it holds take if they can
     * @return those that it holds, which may be none: then all of them are to be claimed
     */
    default Mono<List<Deliveries.Held>> addHeld(
            TenantId tenant, List<Delivery> planned, Duration hold, IdleTurns turns) {
        return add(tenant, planned).thenReturn(List.of());
    }

    /**
     * Others have these leads now, or have answered: called once their assignments are written.
     * What tells of an offer that is over and waits to be sent is taken back, and each message in
     * Slack that tells of an offer is to be changed. How it then looks is read when it is changed,
     * so that one change waits for a message at most. An outbox without messages has none to
     * change.
     */
    default Mono<Void> moved(TenantId tenant, Collection<LeadId> leads) {
        return Mono.empty();
    }

    /**
     * What waits to be sent to these leads themselves is not sent any more. An outbox without such
     * mails has none to take back.
     *
     * @param of why it was to be sent
     */
    default Mono<Void> takeBackMails(
            TenantId tenant, Collection<LeadId> leads, Set<LeadMail.Purpose> of) {
        return Mono.empty();
    }
}
