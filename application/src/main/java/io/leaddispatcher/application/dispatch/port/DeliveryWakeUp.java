package io.leaddispatcher.application.dispatch.port;

/** Tells this node that deliveries are due. Losing it costs time only: the outbox is polled too. */
@FunctionalInterface
public interface DeliveryWakeUp {

    /** Called after the commit that added or freed them. */
    void signal();
}
