package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Addresses of reps that take no mail. Addresses are compared in lower case. Called inside a unit
 * of work of the tenant.
 */
public interface MailBounces {

    /**
     * @param reason in the words of the mail server, or of whoever reported it
     */
    record Bounce(String address, String reason, Instant at) {}

    /** The latest of an address takes the place of what was known before. */
    Mono<Void> note(TenantId tenant, Bounce bounce);

    /** Mail has got through. */
    Mono<Void> clear(TenantId tenant, Collection<String> addresses);

    /** All that are known of a workspace. */
    Flux<Bounce> all(TenantId tenant);
}
