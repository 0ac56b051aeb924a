package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.math.BigDecimal;
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
    private static final int SUBMISSION_PORT = 587;

    /** The mail server of a connection. */
    public static SmtpChannel of(ConnectionAccess access) {
        return new SmtpChannel(
                access.key(),
                required(access, "host"),
                access.settings().get("port") instanceof BigDecimal port
                        ? port.intValueExact()
                        : SUBMISSION_PORT,
                required(access, "from"),
                !Boolean.FALSE.equals(access.settings().get("startTls")),
                access.secret("username").orElse(null),
                access.secret("password").orElse(null));
    }

    private static String required(ConnectionAccess access, String setting) {
        return access.text(setting)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "connection %s without '%s'".formatted(access.key(), setting)));
    }

    /** TLS from the first byte, as port 465 means. */
    public boolean implicitTls() {
        return port == IMPLICIT_TLS_PORT;
    }
}
