package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes e-mails. */
public interface EmailSender {

    /**
     * Sends once. What goes wrong is in the attempt, not an error.
     *
     * @param answers where the rep answers; null: there is nothing to answer
     * @param delivery is in the {@code Message-ID}, the same on every try
     */
    Mono<Attempt> send(
            SmtpChannel smtp,
            String to,
            DispatchMessage message,
            @Nullable AnswerLinks answers,
            DeliveryId delivery);

    /**
     * Likewise, about the workspace and no lead.
     *
     * @param off where the reader turns off mails of this kind, also by one press in the mail
     *     program (RFC 8058); null: they cannot be turned off
     * @param delivery is in the {@code Message-ID}, the same on every try
     */
    Mono<Attempt> send(
            SmtpChannel smtp,
            String to,
            WorkspaceNotice notice,
            @Nullable URI off,
            DeliveryId delivery);

    /**
     * Likewise, to a lead itself.
     *
     * @param optOut where the person says that they want no more of these mails
     * @param delivery is in the {@code Message-ID}, the same on every try
     */
    Mono<Attempt> send(SmtpChannel smtp, String to, LeadMail mail, URI optOut, DeliveryId delivery);

    /** What would be sent to a lead itself, likewise. */
    Map<String, Object> preview(String to, LeadMail mail, URI optOut);

    /**
     * What would be sent about a lead: {@code from}, {@code to}, {@code subject}, {@code text}, and
     * where its links lead by their words in {@code links}.
     */
    Map<String, Object> preview(String to, DispatchMessage message, @Nullable AnswerLinks answers);
}
