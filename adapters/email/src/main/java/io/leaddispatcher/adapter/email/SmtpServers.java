package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/**
 * How mail servers are reached.
 *
 * @param sockets to the servers that workspaces name
 * @param ownSockets to the installation's
 * @param timeout of each step on its own
 */
record SmtpServers(
        GuardedSocketFactory sockets, GuardedSocketFactory ownSockets, Duration timeout) {

    /** A talk with a server, which is not connected yet. */
    SmtpCall call(SmtpChannel smtp) throws MessagingException {
        Session session = Session.getInstance(properties(smtp));
        return new SmtpCall(smtp, session, session.getTransport("smtp"));
    }

    private Properties properties(SmtpChannel smtp) {
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", smtp.connection() == null ? ownSockets : sockets);
        // Else a refused address would be tried again past the guard.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(smtp.username() != null));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(smtp.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(smtp.startTls()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(smtp.implicitTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.localhost", "localhost");
        return properties;
    }
}
