package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.port.LetterSender;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.application.outreach.port.MailPreviews;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
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
final class SmtpEmailSender implements EmailSender, LetterSender, MailPreviews {

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
                                MailHeaders.ofLead(message.lead())))
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
                                off == null ? MailHeaders.ALONE : MailHeaders.digest(off)))
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Attempt> send(
            SmtpChannel smtp, String to, LeadMail mail, URI optOut, DeliveryId delivery) {
        return Mono.fromCallable(() ->
                        attempt(
                                smtp,
                                to,
                                LeadLetter.of(mail, optOut),
                                delivery.value(),
                                MailHeaders.toLead(mail, optOut)))
                .subscribeOn(blocking);
    }

    @Override
    public Map<String, Object> preview(String to, LeadMail mail, URI optOut) {
        return shown(to, LeadLetter.of(mail, optOut));
    }

    @Override
    public Map<String, Object> preview(LeadMail mail) {
        DispatchMail letter = LeadLetter.of(mail, null);
        return Map.of("subject", letter.subject(), "text", letter.text(), "html", letter.html());
    }

    @Override
    public Mono<Boolean> send(SmtpChannel smtp, Letter letter, UUID id) {
        return Mono.fromCallable(() ->
                        attempt(smtp, letter.to(), LetterMail.of(letter), id, MailHeaders.ALONE)
                                instanceof Attempt.Delivered)
                .subscribeOn(blocking);
    }

    @Override
    public Map<String, Object> preview(
            String to, DispatchMessage message, @Nullable AnswerLinks answers) {
        return shown(to, DispatchMail.of(message, answers));
    }

    private static Map<String, Object> shown(String to, DispatchMail mail) {
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

    private Attempt attempt(
            SmtpChannel smtp, String to, DispatchMail mail, UUID id, MailHeaders headers) {
        InternetAddress from;
        try {
            from = address(smtp.from());
        } catch (AddressException e) {
            return new Attempt.ConnectionDead(
                    new Cause("from_malformed", "the sender's address is malformed"));
        }
        try (SmtpCall call = servers.call(smtp)) {
            MimeMessage mime = new StableMessage(call.session(), messageId(id, from));
            mime.setFrom(from);
            mime.setRecipient(Message.RecipientType.TO, address(to));
            mime.setSentDate(Date.from(clock.instant()));
            headers.write(mime, name -> messageId(name, from));
            if (headers.replyTo() != null) {
                mime.setReplyTo(new Address[] {address(headers.replyTo())});
            }
            write(mime, mail);
            mime.saveChanges();
            call.connect();
            call.transport().sendMessage(mime, mime.getAllRecipients());
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
