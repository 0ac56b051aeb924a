package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.ConnectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A mail server.
 *
 * @param connection none: the installation's own
 * @param from the sender's address, with or without a name
 * @param username none: no log-in
 */
public record SmtpChannel(
        @Nullable ConnectionKey connection,
        String host,
        int port,
        String from,
        boolean startTls,
        @Nullable Secret username,
        @Nullable Secret password) {

    private static final int IMPLICIT_TLS_PORT = 465;

    /** TLS from the first byte, as port 465 means. */
    public boolean implicitTls() {
        return port == IMPLICIT_TLS_PORT;
    }
}
