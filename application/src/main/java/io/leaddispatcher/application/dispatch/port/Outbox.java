package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where what is to be sent out is put. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface Outbox {

    /** Adds deliveries that are due at once, or when they say if that is later. */
    Mono<Void> add(TenantId tenant, List<Delivery> planned);
}
