package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** What is on its way to CRMs. Called inside a unit of work of the tenant. */
public interface CrmQueue {

    /**
     * Whether a later delivery to the same record, which is on its way too, writes all that this
     * one would: then this one has nothing to do. Of meetings, one of the same meeting.
     */
    Mono<Boolean> isOvertaken(TenantId tenant, Delivery delivery, CrmWrite write);

    /**
     * Whether an earlier delivery is just being sent that writes the same meeting, and may make it
     * there: who does not wait for it finds none, and makes another.
     */
    Mono<Boolean> isBehind(TenantId tenant, Delivery delivery, CrmWrite.Appointment write);
}
