package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** What is on its way to CRMs. Called inside a unit of work of the tenant. */
public interface CrmQueue {

    /**
     * Whether a later delivery to the same record, which is on its way too, writes all that this
     * one would: then this one has nothing to do.
     */
    Mono<Boolean> isOvertaken(TenantId tenant, Delivery delivery, CrmWrite write);
}
