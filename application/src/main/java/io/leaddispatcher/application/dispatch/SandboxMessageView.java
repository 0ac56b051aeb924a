package io.leaddispatcher.application.dispatch;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that the sandbox kept instead of sending it.
 *
 * @param channel {@code SLACK} or {@code EMAIL}
 * @param recipient {@code rep:mia}, or a channel's or a person's address
 * @param message what would have been sent. Slack: the body of {@code chat.postMessage}. E-mail:
 *     {@code from}, {@code to}, {@code subject} and {@code text}
 * @param leadId the lead it is about
 */
public record SandboxMessageView(
        String id,
        String channel,
        String recipient,
        Map<String, Object> message,
        @Nullable String leadId,
        Instant at) {}
