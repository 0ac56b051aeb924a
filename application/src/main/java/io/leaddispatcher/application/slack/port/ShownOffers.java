package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Offers as messages name them. Called inside a unit of work of the tenant. */
public interface ShownOffers {

    /** Empty when there is none of this id, or its lead is no more. */
    Mono<Given> find(TenantId tenant, UUID offer);

    /**
     * The rep's own of those that were made at once with this one, which a message in a channel
     * names for all of them. Empty when the rep was not asked with others.
     */
    Mono<Given> beside(TenantId tenant, UUID offer, RepKey rep);

    /** Why it was declined, told afterwards. False: it was not declined. */
    Mono<Boolean> explain(TenantId tenant, UUID offer, String reason);

    /** What a rep has, and was asked: what lapses first comes first, then the oldest. */
    Flux<Given> openOf(TenantId tenant, RepKey rep, int limit);
}
