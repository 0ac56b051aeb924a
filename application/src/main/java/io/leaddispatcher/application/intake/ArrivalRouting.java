package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Routes what comes in, inside the unit of work that takes it in. */
@FunctionalInterface
public interface ArrivalRouting {

    /**
     * An event that was kept in this unit of work.
     *
     * @param lead the lead that it makes, which is kept nowhere yet; null when it adds to one that
     *     is kept
     */
    record Arrival(Ready event, @Nullable LeadFile lead) {}

    /**
     * Decides them, after those that have waited since before, and keeps their leads. Answers what
     * is to be done once the unit of work is committed. Empty, and nothing is decided or kept, when
     * more waits than fits into a turn: then they are to wait behind it. Fails when the tenant's
     * turn is not to be had for long, or when one of them cannot be routed.
     */
    Mono<Runnable> route(TenantId tenant, List<Arrival> arrivals);
}
