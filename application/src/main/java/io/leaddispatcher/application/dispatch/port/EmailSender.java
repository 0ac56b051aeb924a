package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Writes e-mails. */
public interface EmailSender {

    /**
     * Sends once. What goes wrong is in the attempt, not an error.
     *
     * @param delivery is in the {@code Message-ID}, the same on every try
     */
    Mono<Attempt> send(SmtpChannel smtp, String to, DispatchMessage message, DeliveryId delivery);

    /**
     * Likewise, about the workspace and no lead.
     *
     * @param delivery is in the {@code Message-ID}, the same on every try
     */
    Mono<Attempt> send(SmtpChannel smtp, String to, WorkspaceNotice notice, DeliveryId delivery);

    /**
     * What would be sent about a lead send: {@code from}, {@code to}, {@code subject}, {@code
     * text}.
     */
    Map<String, Object> preview(String to, DispatchMessage message);
}
