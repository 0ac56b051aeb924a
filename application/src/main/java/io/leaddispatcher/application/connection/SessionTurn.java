package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.SessionStore.Kept;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The turn to ask for a connection's session.
 *
 * @param locked the connection with the secrets that are shown, as they are kept
 * @param connection the same, as the other side is asked by it
 * @param still a session that is about to end, and good until then; null for none
 */
record SessionTurn(
        Connections.Locked locked,
        ConnectionAccess connection,
        UUID holder,
        @Nullable Still still) {

    StoredConnection stored() {
        return locked.connection();
    }

    /**
     * A session that is kept.
     *
     * @param renewAt when another one is to be asked for; null: not before it is refused
     */
    @SuppressWarnings("ArrayRecordComponent") // Kept again as it is, never compared.
    record Still(Session session, byte[] ciphertext, @Nullable Instant renewAt) {

        /** To be kept on, and another one to be asked for later than it was. */
        Kept.Granted until(Instant later, long version) {
            return new Kept.Granted(version, ciphertext, later);
        }
    }
}
