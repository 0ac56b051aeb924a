package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One talk with a mail server. */
record SmtpCall(SmtpChannel smtp, Session session, Transport transport) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpCall.class);

    /** Greets, encrypts and logs in, as the channel says. */
    void connect() throws MessagingException {
        transport.connect(
                smtp.host(),
                smtp.port(),
                smtp.username() == null ? null : smtp.username().reveal(),
                smtp.password() == null ? null : smtp.password().reveal());
    }

    /**
     * Takes leave. What was said before holds, however that goes: a server that has taken a message
     * and hangs up without a word has taken it.
     */
    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("a mail server took no leave", e);
        }
    }
}
