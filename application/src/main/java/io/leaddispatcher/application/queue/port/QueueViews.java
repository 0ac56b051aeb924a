package io.leaddispatcher.application.queue.port;

import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What waits in queues, as people look at it. Called inside a unit of work of the tenant. */
public interface QueueViews {

    /**
     * How much waits in a queue.
     *
     * @param oldest since when the one waits that waits longest
     */
    record Waiters(QueueKey queue, long leads, Instant oldest) {}

    /** Of each queue in which something waits. */
    Flux<Waiters> counts(TenantId tenant);

    /** A lead that waits, in the shape in which lists show it. */
    record Waiting(LeadViews.Row row, Place place, Instant since) {}

    /** In the order in which they are served, those after a place. */
    Flux<Waiting> inOrder(
            TenantId tenant, Collection<Line> lines, @Nullable Place after, int limit);

    /**
     * What comes next in each queue that has a line: of none more than the limit, and those of a
     * queue in the order in which it is served.
     */
    Flux<Waiting> heads(TenantId tenant, Collection<Line> lines, int limit);
}
