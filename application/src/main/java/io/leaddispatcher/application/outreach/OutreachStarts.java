package io.leaddispatcher.application.outreach;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Keeps what decisions and acts do to acknowledgements and sequences. */
@FunctionalInterface
public interface OutreachStarts {

    /**
     * Inside the unit of work that keeps the decisions, after leads, assignments and timeline.
     * Nothing is asked of the database where nothing is to be written.
     */
    Mono<Void> keep(TenantId tenant, NewOutreach outreach);
}
