package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What reps were told of offers. Called inside a unit of work of the tenant. */
public interface ToldOffers {

    /**
     * By which its rep was told of it first, of an offer that stays open until the unit of work
     * ends. Empty when it is over, or nothing is kept of that any more.
     */
    Mono<Delivery> first(TenantId tenant, UUID offer);

    /** Takes back what is to remind of an offer and has not been sent. */
    Mono<Void> forgetReminders(TenantId tenant, UUID offer);
}
