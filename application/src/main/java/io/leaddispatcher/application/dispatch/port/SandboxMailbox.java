package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where messages lie that would have been sent if a channel were connected. Called inside a unit of
 * work of the tenant.
 */
public interface SandboxMailbox {

    /**
     * A message that was kept.
     *
     * @param id the delivery's
     * @param recipient such as {@code rep:mia}
     * @param address the Slack user or channel, or the e-mail address
     * @param lead that it is about; null when it is about none
     * @param document what would have been sent. Slack: the body of {@code chat.postMessage};
     *     e-mail: {@code from}, {@code to}, {@code subject}, {@code text}
     */
    record Message(
            UUID id,
            Instant at,
            Channel channel,
            String recipient,
            String address,
            @Nullable LeadId lead,
            Map<String, Object> document) {}

    /** Keeps a message; keeping it again changes nothing. */
    Mono<Void> keep(TenantId tenant, Message message);

    /** Has a message that was kept say something else. */
    Mono<Void> change(TenantId tenant, UUID message, Map<String, Object> document);

    /** Newest first. */
    Flux<Message> latest(TenantId tenant, int limit);
}
