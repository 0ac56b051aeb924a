package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import jakarta.mail.MessagingException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Greets the mail server, encrypts, logs in and leaves: no message is sent. */
final class SmtpProbe implements ConnectionProbe {

    private final SmtpServers servers;
    private final Scheduler blocking;

    SmtpProbe(SmtpServers servers, Scheduler blocking) {
        this.servers = servers;
        this.blocking = blocking;
    }

    @Override
    public String type() {
        return ConnectionType.SMTP.word();
    }

    @Override
    public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
        return Mono.fromCallable(() -> find(SmtpChannel.of(connection))).subscribeOn(blocking);
    }

    private Finding find(SmtpChannel smtp) {
        try (SmtpCall call = servers.call(smtp)) {
            call.connect();
            return new Finding(true, worked(smtp));
        } catch (MessagingException e) {
            return new Finding(false, "The mail server could not be used.");
        }
    }

    private static String worked(SmtpChannel smtp) {
        return smtp.username() == null
                ? "The mail server answers. It was not asked to log in."
                : "The mail server answers and accepts the log-in.";
    }
}
