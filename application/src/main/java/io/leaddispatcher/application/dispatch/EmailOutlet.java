package io.leaddispatcher.application.dispatch;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.dispatch.port.DigestWriter;
import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.optout.MailRefusals;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells people by e-mail, and writes to leads; in the sandbox when nothing at all is connected. */
public final class EmailOutlet implements Outlet {

    private static final String REP = "rep:";
    private static final Attempt NOTHING_TO_TELL = new Attempt.Delivered("nothing to tell");
    private static final Cause BOUNCING =
            new Cause("address_bounces", "mail to this address came back the last time");
    private static final Attempt REFUSED =
            new Attempt.WrongTarget(
                    new Cause("opted_out", "the person wants no more mails of this kind"));

    private final ConnectedChannels channels;
    private final EmailSender sender;
    private final MailLinks mailLinks;
    private final MailRefusals refusals;
    private final DigestLinks digestLinks;
    private final DigestWriter digestWriter;
    private final Sandbox sandbox;
    private final MailBounces bounces;
    private final InstantSource clock;

    public EmailOutlet(
            ConnectedChannels channels,
            EmailSender sender,
            MailLinks mailLinks,
            MailRefusals refusals,
            DigestLinks digestLinks,
            DigestWriter digestWriter,
            Sandbox sandbox,
            MailBounces bounces,
            InstantSource clock) {
        this.channels = channels;
        this.sender = sender;
        this.mailLinks = mailLinks;
        this.refusals = refusals;
        this.digestLinks = digestLinks;
        this.digestWriter = digestWriter;
        this.sandbox = sandbox;
        this.bounces = bounces;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public @Nullable String entryWhenDelivered(Delivery delivery) {
        return LeadMail.isOne(delivery.draft().document()) ? "LEAD_MAILED" : null;
    }

    @Override
    public Map<String, Object> detailWhenDelivered(Delivery delivery) {
        Map<String, Object> document = delivery.draft().document();
        if (!LeadMail.isOne(document)) {
            return Map.of();
        }
        LeadMail mail = LeadMail.read(document);
        return Map.of("template", mail.template(), "purpose", mail.purpose().name());
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return channels.smtp(tenant)
                .zipWhen(_ -> bounces.all(tenant).map(Bounce::address).collect(toSet()))
                .<Line>map(found -> new Connected(tenant, found.getT1(), found.getT2()))
                .switchIfEmpty(
                        Mono.defer(() ->
                                channels.slack(tenant)
                                        .hasElement()
                                        .map(slack -> slack ? notConnected() : sandbox(tenant))));
    }

    private final class Connected implements Line {

        private final TenantId tenant;
        private final SmtpChannel smtp;
        private final Set<String> bouncing;

        Connected(TenantId tenant, SmtpChannel smtp, Set<String> bouncing) {
            this.tenant = tenant;
            this.smtp = smtp;
            this.bouncing = bouncing;
        }

        @Override
        public Mono<Attempt> send(Delivery delivery) {
            String to = delivery.address().value();
            // Where there is no other way it is tried all the same: it may have been mended.
            if (delivery.hasAnother() && bouncing.contains(to.toLowerCase(Locale.ROOT))) {
                return Mono.just(new Attempt.WrongTarget(BOUNCING));
            }
            Map<String, Object> document = delivery.draft().document();
            if (delivery.lead() == null) {
                WorkspaceNotice notice = WorkspaceNotice.read(document);
                return notice.digestOf() == null
                        ? sender.send(smtp, to, notice, null, delivery.id())
                        : digest(to, new RepKey(notice.digestOf()), delivery);
            }
            if (LeadMail.isOne(document)) {
                LeadMail mail = LeadMail.read(document);
                return unlessRefused(
                        tenant,
                        to,
                        () ->
                                sender.send(
                                        smtp,
                                        to,
                                        mail,
                                        refusals.link(tenant, mail.lead(), to),
                                        delivery.id()));
            }
            DispatchMessage message = DispatchMessage.read(document);
            return sender.send(
                    smtp, to, message, answers(tenant, delivery, message), delivery.id());
        }

        private Mono<Attempt> digest(String to, RepKey rep, Delivery delivery) {
            return digestWriter
                    .of(tenant, rep)
                    .flatMap(notice ->
                            sender.send(
                                    smtp,
                                    to,
                                    notice,
                                    digestLinks.address(tenant, rep),
                                    delivery.id()))
                    .defaultIfEmpty(NOTHING_TO_TELL);
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
                        message.terms().acceptUntil(),
                        clock.instant());
    }

    private Mono<Attempt> unlessRefused(
            TenantId tenant, String to, Supplier<Mono<Attempt>> sending) {
        return refusals.covers(tenant, to)
                .flatMap(refused -> refused ? Mono.just(REFUSED) : sending.get());
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
            String to = delivery.address().value();
            if (TeamSummary.is(document)) {
                WorkspaceNotice notice = WorkspaceNotice.read(document);
                return sandbox.keep(
                        tenant,
                        delivery,
                        Map.of(
                                "to",
                                to,
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
            if (LeadMail.isOne(document)) {
                LeadMail mail = LeadMail.read(document);
                return unlessRefused(
                        tenant,
                        to,
                        () ->
                                sandbox.keep(
                                        tenant,
                                        delivery,
                                        sender.preview(
                                                to, mail, refusals.link(tenant, mail.lead(), to))));
            }
            DispatchMessage message = DispatchMessage.read(document);
            return sandbox.keep(
                    tenant,
                    delivery,
                    sender.preview(to, message, answers(tenant, delivery, message)));
        };
    }
}
