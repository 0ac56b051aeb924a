package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Browsers that were sent to the other side to log in there, and are not back. Known by the hashes
 * of the state and of the session that began. Called inside a unit of work.
 */
public interface ConsentAttempts {

    /**
     * Keeps it, and forgets those that are past.
     *
     * @return false when it is not kept, since too many of this workspace are on their way
     */
    Mono<Boolean> keep(
            TenantId tenant,
            byte[] state,
            byte[] session,
            ConnectionKey connection,
            Instant at,
            Instant until);

    /**
     * Takes it away and answers for which connection it was: of two who try at once, one gets it.
     */
    Mono<ConnectionKey> take(TenantId tenant, byte[] state, byte[] session, Instant at);
}
