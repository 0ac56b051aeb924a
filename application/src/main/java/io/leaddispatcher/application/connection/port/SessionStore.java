package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The session of each connection that has one, encrypted, for all nodes. Called inside a unit of
 * work of the tenant. Whoever asks the other side holds the connection's session meanwhile.
 */
public interface SessionStore {

    /** How a connection's session stands. */
    sealed interface Kept {

        /** Of the connection that it was granted to, or refused. */
        long version();

        /**
         * A session.
         *
         * @param renewAt when another one is to be asked for; null: not before it is refused
         */
        @SuppressWarnings("ArrayRecordComponent") // Bytes that are decrypted, never compared.
        record Granted(long version, byte[] ciphertext, @Nullable Instant renewAt)
                implements Kept {}

        /** Refused for good; until then nobody need ask again. */
        record Refused(long version, String code, String message, Instant until) implements Kept {}
    }

    /** Empty when nothing was granted or refused yet. */
    Mono<Kept> find(TenantId tenant, UUID connection);

    /** Takes the turn to ask for a session; false while somebody else has it. */
    Mono<Boolean> hold(
            TenantId tenant,
            UUID connection,
            long version,
            UUID holder,
            Instant now,
            Instant until);

    /** Ends the turn with what came of it; null for nothing. Without the turn, nothing is kept. */
    Mono<Void> settle(TenantId tenant, UUID connection, UUID holder, @Nullable Kept kept);
}
