package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells this node that deliveries are due, or hands it those that it is to send at once. Losing it
 * costs time only: the outbox is polled too, and a hold lapses.
 */
@FunctionalInterface
public interface DeliveryWakeUp {

    /** Called after the commit that added or freed them. */
    void signal();

    /**
     * Whether this node would send so many more at once, asked before they are added.
     *
     * @return for how long they are to be held then; empty when others wait before them, or nothing
     *     is sent here: they are to be added to the outbox like all others
     */
    default Optional<Duration> hold(int deliveries) {
        return Optional.empty();
    }

    /**
     * Called after the commit that added them, each of them held.
     *
     * @param channels as the unit of work found them
     */
    default void handOver(TenantId tenant, List<Held> held, ChannelConnections.Both channels) {}
}
