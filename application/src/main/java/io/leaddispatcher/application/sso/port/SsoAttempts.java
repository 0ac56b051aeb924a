package io.leaddispatcher.application.sso.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Log-ins that were sent to a provider and are not back. Known by the hashes of the state and of a
 * secret of the browser that began. Called inside a unit of work.
 */
public interface SsoAttempts {

    /**
     * What it began with.
     *
     * @param issuer to whom it was sent; an answer is good for no other
     */
    record Attempt(URI issuer, String nonce, String verifier) {
        @Override
        public String toString() {
            return "Attempt[***]";
        }
    }

    /**
     * Keeps it, and forgets those that are past. Of one network no more are kept than somebody
     * could need.
     *
     * @param address the network that it came from
     * @return false when it is not kept, since too many of this network are on their way
     */
    Mono<Boolean> keep(
            TenantId tenant,
            byte[] state,
            byte[] browser,
            String address,
            Attempt attempt,
            Instant at,
            Instant until);

    /** Takes it away and answers it: of two who try at once, one gets it. */
    Mono<Attempt> take(TenantId tenant, byte[] state, byte[] browser, Instant at);
}
