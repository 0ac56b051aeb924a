package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as people and clients see it.
 *
 * @param recipient such as {@code rep:mia}
 * @param leadId none when it is about the workspace
 * @param nextAttemptAt none while it is being sent and when it has ended
 */
public record DeliveryView(
        UUID id,
        Channel channel,
        String recipient,
        @Nullable UUID leadId,
        DeliveryState status,
        int attempts,
        @Nullable String lastError,
        @Nullable Instant nextAttemptAt) {

    public static DeliveryView of(Delivery delivery) {
        boolean waits =
                delivery.state() == DeliveryState.PENDING
                        || delivery.state() == DeliveryState.RETRYING;
        return new DeliveryView(
                delivery.id().value(),
                delivery.channel(),
                delivery.draft().recipient(),
                delivery.lead() == null ? null : delivery.lead().value(),
                delivery.state(),
                delivery.attempts(),
                delivery.lastError(),
                waits ? delivery.dueAt() : null);
    }
}
