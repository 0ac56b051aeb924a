package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells people by e-mail; of leads in the sandbox when nothing at all is connected. */
public final class EmailOutlet implements Outlet {

    private static final String REP = "rep:";

    private final ConnectedChannels channels;
    private final EmailSender sender;
    private final MailLinks mailLinks;
    private final Sandbox sandbox;
    private final InstantSource clock;

    public EmailOutlet(
            ConnectedChannels channels,
            EmailSender sender,
            MailLinks mailLinks,
            Sandbox sandbox,
            InstantSource clock) {
        this.channels = channels;
        this.sender = sender;
        this.mailLinks = mailLinks;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return channels.smtp(tenant)
                .<Line>map(smtp -> new Connected(tenant, smtp))
                .switchIfEmpty(
                        Mono.defer(() ->
                                channels.slack(tenant)
                                        .hasElement()
                                        .map(slack -> slack ? notConnected() : sandbox(tenant))));
    }

    private final class Connected implements Line {

        private final TenantId tenant;
        private final SmtpChannel smtp;

        Connected(TenantId tenant, SmtpChannel smtp) {
            this.tenant = tenant;
            this.smtp = smtp;
        }

        @Override
        public Mono<Attempt> send(Delivery delivery) {
            String to = delivery.address().value();
            Map<String, Object> document = delivery.draft().document();
            if (delivery.lead() == null) {
                return sender.send(smtp, to, WorkspaceNotice.read(document), delivery.id());
            }
            DispatchMessage message = DispatchMessage.read(document);
            return sender.send(
                    smtp, to, message, answers(tenant, delivery, message), delivery.id());
        }

        @Override
        public @Nullable ConnectionKey connection() {
            return smtp.connection();
        }
    }

    /** Made when the mail is, and kept nowhere. Only a rep who is asked something can answer. */
    private @Nullable AnswerLinks answers(
            TenantId tenant, Delivery delivery, DispatchMessage message) {
        String recipient = delivery.draft().recipient();
        UUID offer = message.offer().orElse(null);
        return offer == null || !recipient.startsWith(REP)
                ? null
                : mailLinks.links(
                        tenant,
                        message.lead(),
                        offer,
                        new RepKey(recipient.substring(REP.length())),
                        message.acceptUntil(),
                        clock.instant());
    }

    private static Line notConnected() {
        return _ ->
                Mono.just(
                        new Attempt.ConnectionDead(
                                new Cause("not_connected", "no mail server is connected")));
    }

    private Line sandbox(TenantId tenant) {
        return delivery -> {
            Map<String, Object> document = delivery.draft().document();
            if (TeamSummary.is(document)) {
                WorkspaceNotice notice = WorkspaceNotice.read(document);
                return sandbox.keep(
                        tenant,
                        delivery,
                        Map.of(
                                "to",
                                delivery.address().value(),
                                "subject",
                                notice.subject(),
                                "text",
                                notice.text(),
                                "links",
                                Map.of(notice.action(), notice.link().toString())));
            }
            // The sandbox shows what people are told of leads.
            if (delivery.lead() == null) {
                return notConnected().send(delivery);
            }
            DispatchMessage message = DispatchMessage.read(document);
            return sandbox.keep(
                    tenant,
                    delivery,
                    sender.preview(
                            delivery.address().value(),
                            message,
                            answers(tenant, delivery, message)));
        };
    }
}
