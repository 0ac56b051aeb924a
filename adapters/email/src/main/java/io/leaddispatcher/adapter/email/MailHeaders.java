package io.leaddispatcher.adapter.email;

import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What mail programs are told beside the text.
 *
 * @param submitted how it came about, as RFC 3834 spells it: nobody's program answers it
 * @param thread names the mails that are shown together; null: it stands alone
 * @param replyTo whom an answer reaches; null: the sender
 * @param optOut where the reader's mail program can say that no more of these are wanted, by a POST
 *     as in RFC 8058; null: nowhere
 */
record MailHeaders(
        String submitted, @Nullable String thread, @Nullable String replyTo, @Nullable URI optOut) {

    private static final String GENERATED = "auto-generated";

    static final MailHeaders ALONE = new MailHeaders(GENERATED, null, null, null);

    /** What comes again and again until its reader has had enough. */
    static MailHeaders digest(URI off) {
        return new MailHeaders(GENERATED, null, null, off);
    }

    /** Mail programs show all about one lead together. */
    static MailHeaders ofLead(LeadId lead) {
        return new MailHeaders(GENERATED, "lead." + lead, null, null);
    }

    /** To the lead itself, whose mails are no thread with those of the reps. */
    static MailHeaders toLead(LeadMail mail, URI optOut) {
        return switch (mail.purpose()) {
            case ACKNOWLEDGEMENT -> new MailHeaders("auto-replied", null, mail.replyTo(), optOut);
            case SEQUENCE ->
                    new MailHeaders(GENERATED, "sequence." + mail.lead(), mail.replyTo(), optOut);
        };
    }

    /**
     * @param messageId makes the id of a message by this name
     */
    void write(MimeMessage mime, UnaryOperator<String> messageId) throws MessagingException {
        mime.setHeader("Auto-Submitted", submitted);
        if (thread != null) {
            // There is no first mail that everybody got: all answer one that never was.
            String first = messageId.apply(thread);
            mime.setHeader("In-Reply-To", first);
            mime.setHeader("References", first);
        }
        if (optOut != null) {
            mime.setHeader("X-Auto-Response-Suppress", "All");
            mime.setHeader("List-Unsubscribe", "<" + optOut + ">");
            mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
}
