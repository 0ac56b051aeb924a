package io.leaddispatcher.application.intake;

import io.leaddispatcher.domain.tenant.TenantId;

/** Tells this node that something came in. Losing it costs time only: the store is polled too. */
public interface IntakeSignal {

    /** An event is ready to be routed. Called after the commit. */
    void ready(TenantId tenant);

    /** An event waits for its translation. Called after the commit. */
    void received();
}
