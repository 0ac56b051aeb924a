package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.port.LetterSender;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.lead.LeadId;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Hands e-mails to a mail server. */
final class SmtpEmailSender implements EmailSender, LetterSender {

    private final SmtpServers servers;
    private final Scheduler blocking;
    private final InstantSource clock;

    SmtpEmailSender(SmtpServers servers, Scheduler blocking, InstantSource clock) {
        this.servers = servers;
        this.blocking = blocking;
        this.clock = clock;
    }

    @Override
    public Mono<Attempt> send(
            SmtpChannel smtp,
            String to,
            DispatchMessage message,
            @Nullable AnswerLinks answers,
            DeliveryId delivery) {
        return Mono.fromCallable(() ->
                        attempt(
                                smtp,
                                to,
                                DispatchMail.of(message, answers),
                                delivery.value(),
                                message.lead(),
                                null))
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Attempt> send(
            SmtpChannel smtp,
            String to,
            WorkspaceNotice notice,
            @Nullable URI off,
            DeliveryId delivery) {
        String text =
                off == null
                        ? notice.text()
                        : "%s\nTo get this mail no more: %s\n".formatted(notice.text(), off);
        return Mono.fromCallable(() ->
                        attempt(
                                smtp,
                                to,
                                LetterMail.of(
                                        new Letter(
                                                to,
                                                notice.subject(),
                                                text,
                                                notice.action(),
                                                notice.link().toString())),
                                delivery.value(),
                                null,
                                off))
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Boolean> send(SmtpChannel smtp, Letter letter, UUID id) {
        return Mono.fromCallable(() ->
                        attempt(smtp, letter.to(), LetterMail.of(letter), id, null, null)
                                instanceof Attempt.Delivered)
                .subscribeOn(blocking);
    }

    @Override
    public Map<String, Object> preview(
            String to, DispatchMessage message, @Nullable AnswerLinks answers) {
        DispatchMail mail = DispatchMail.of(message, answers);
        return Map.of(
                "from",
                "sandbox@localhost",
                "to",
                to,
                "subject",
                mail.subject(),
                "text",
                mail.text(),
                "links",
                mail.links());
    }

    /**
     * @param thread the lead that it is about: mail programs show all about one lead together
     * @param off where mails of its kind are turned off
     */
    private Attempt attempt(
            SmtpChannel smtp,
            String to,
            DispatchMail mail,
            UUID id,
            @Nullable LeadId thread,
            @Nullable URI off) {
        InternetAddress from;
        try {
            from = address(smtp.from());
        } catch (AddressException e) {
            return new Attempt.ConnectionDead(
                    new Cause("from_malformed", "the sender's address is malformed"));
        }
        Session session = servers.session(smtp);
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage mime = new StableMessage(session, messageId(id, from));
            mime.setFrom(from);
            mime.setRecipient(Message.RecipientType.TO, address(to));
            mime.setSentDate(Date.from(clock.instant()));
            // No auto-replies to us.
            mime.setHeader("Auto-Submitted", "auto-generated");
            if (thread != null) {
                // There is no first mail of a lead that everybody got: all answer one that never
                // was.
                String first = messageId("lead." + thread, from);
                mime.setHeader("In-Reply-To", first);
                mime.setHeader("References", first);
            }
            if (off != null) {
                mime.setHeader("List-Unsubscribe", "<" + off + ">");
                mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            write(mime, mail);
            mime.saveChanges();
            SmtpServers.connect(transport, smtp);
            transport.sendMessage(mime, mime.getAllRecipients());
            return new Attempt.Delivered(messageId(id, from));
        } catch (MessagingException e) {
            return SmtpErrors.attempt(e);
        }
    }

    private static void write(MimeMessage mime, DispatchMail mail) throws MessagingException {
        mime.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        mime.setContent(new MimeMultipart("alternative", text, html));
    }

    /** Exactly one address; control characters are refused. */
    private static InternetAddress address(String text) throws AddressException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new AddressException("a control character");
        }
        return new InternetAddress(text, true);
    }

    private static String messageId(Object id, InternetAddress from) {
        String address = from.getAddress();
        return "<%s@%s>".formatted(id, address.substring(address.lastIndexOf('@') + 1));
    }

    /** Keeps its Message-ID when saved. */
    private static final class StableMessage extends MimeMessage {

        private final String id;

        StableMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
