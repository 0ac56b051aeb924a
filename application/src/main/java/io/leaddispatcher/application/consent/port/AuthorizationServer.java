package io.leaddispatcher.application.consent.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Where somebody logs in and lets us in, for one kind of connection. */
public interface AuthorizationServer {

    /**
     * What a browser takes along.
     *
     * @param redirect where it comes back to, to the letter
     * @param challenge the S256 challenge of the verifier that is shown when it is back
     */
    record Asked(URI redirect, String state, String challenge) {}

    /** What came of a code. */
    sealed interface Answer {
        /**
         * @param secrets of the connection, over those that there are
         */
        record Granted(Map<String, Secret> secrets) implements Answer {
            public Granted {
                secrets = Map.copyOf(secrets);
            }
        }

        /** Somebody logged in to another account than the connection is for. */
        record OtherAccount() implements Answer {}

        record Refused(Reason reason) implements Answer {}
    }

    /** Why a code was refused, as far as it helps whoever asked. */
    enum Reason {
        /** The code is too old or was used. */
        EXPIRED,
        /** Client id or secret are not those of the app. */
        WRONG_APP,
        /** The app does not know the address that browsers come back to. */
        WRONG_ADDRESS,
        /** Nobody answered, or not as the other side does. */
        SILENT,
        OTHER
    }

    ConnectionType type();

    /** Empty when the connection does not name the app by which somebody lets us in. */
    Optional<URI> page(ConnectionAccess connection, Asked asked);

    /** Never fails for what the other side says or does not say. Called outside units of work. */
    Mono<Answer> exchange(ConnectionAccess connection, Secret code, URI redirect, Secret verifier);
}
