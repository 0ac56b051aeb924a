package io.leaddispatcher.application.account.port;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Accounts, and the links by which people prove an address, kept by the hash of their secret. Needs
 * no unit of work: an account belongs to no tenant.
 */
public interface PersonalAccounts {

    /** A workspace that waits for its founder to open the link. */
    record SignUpRequest(String email, String name, String workspace, String passwordHash) {
        @Override
        public String toString() {
            return "SignUpRequest[***]";
        }
    }

    Mono<Void> keepSignUp(byte[] hash, SignUpRequest request, Instant at, Instant until);

    /** Whether there is such a link. Changes nothing. */
    Mono<Boolean> isSignUp(byte[] hash, Instant at);

    /** Takes it away and answers it: of two who try at once, one gets it. */
    Mono<SignUpRequest> takeSignUp(byte[] hash, Instant at);

    Mono<Void> keepReset(byte[] hash, UUID person, Instant at, Instant until);

    /**
     * What the password that the link sets may not be: the names of the person and of their
     * workspaces. Empty when there is no such link. Changes nothing.
     */
    Flux<String> wordsOfReset(byte[] hash, Instant at);

    /** Whose password may be set anew; of two who try at once, one gets it. */
    Mono<UUID> takeReset(byte[] hash, Instant at);

    /**
     * Sets a password and ends every session of the person, in every workspace.
     *
     * @param confirmed whether they have proved their address just now
     */
    Mono<Void> setPassword(UUID person, String hash, boolean confirmed, Instant at);

    /** Likewise, but the session with this hash goes on. */
    Mono<Void> changePassword(UUID person, String hash, byte[] session, Instant at);
}
