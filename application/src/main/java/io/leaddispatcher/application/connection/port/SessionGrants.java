package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.Session;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks the other side for a session by what the connection's secrets prove. */
@FunctionalInterface
public interface SessionGrants {

    /**
     * What was granted.
     *
     * @param rotated secrets of the connection that are good no longer, and what is instead
     * @param lifetime for how long the session is good from now on; null when nobody says
     */
    record Grant(Session session, Map<String, Secret> rotated, @Nullable Duration lifetime) {
        public Grant {
            rotated = Map.copyOf(rotated);
        }
    }

    /**
     * Fails with {@link SessionRefusedException} when asking again helps nobody, and with anything
     * else when it may.
     */
    Mono<Grant> grant(ConnectionAccess connection);
}
