package io.leaddispatcher.adapter.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.scheduler.Schedulers;

/** A mail server of somebody's, and what sends to it. */
abstract class MailDesk {

    static final DeliveryId DELIVERY = new DeliveryId(new UUID(0, 7));
    static final EgressGuard OPEN = (_, _) -> List.of(InetAddress.getLoopbackAddress());
    static final EgressGuard SHUT =
            (_, _) -> {
                throw new RefusedAddressException("no");
            };
    static final EgressGuard UNKNOWN =
            (host, _) -> {
                throw new UnknownHostException(host);
            };
    static final AnswerLinks LINKS =
            new AnswerLinks(
                    URI.create("https://app.example.test/answer/yes"),
                    URI.create("https://app.example.test/answer/no"));
    final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.setUser("robot", "secret");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    Attempt send(DispatchMessage message) {
        return Objects.requireNonNull(
                sender(OPEN)
                        .send(
                                channel(server.getSmtp().getPort()),
                                "mia@x.test",
                                message,
                                LINKS,
                                DELIVERY)
                        .block());
    }

    static Attempt send(SmtpEmailSender sender, SmtpChannel channel, String to) {
        return Objects.requireNonNull(
                sender.send(channel, to, DispatchMessages.ana(), LINKS, DELIVERY).block());
    }

    static SmtpEmailSender sender(EgressGuard guard) {
        return sender(guard, guard);
    }

    static SmtpEmailSender sender(EgressGuard guard, EgressGuard ownGuard) {
        return new SmtpEmailSender(
                new SmtpServers(
                        new GuardedSocketFactory(guard),
                        new GuardedSocketFactory(ownGuard),
                        Duration.ofSeconds(5)),
                Schedulers.boundedElastic(),
                () -> DispatchMessages.SINCE);
    }

    static SmtpChannel channel(int port) {
        return new SmtpChannel(
                null, "localhost", port, "Leads <leads@dispatcher.test>", false, null, null);
    }
}
