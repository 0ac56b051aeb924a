package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leads that wait in queues, and when it is worth looking at them. */
public interface WaitingLeads {

    /**
     * Tenants in which leads wait and something has happened since anybody {@link #looked}: a turn
     * was had, the configuration has changed, or the time that was named has come, by the
     * database's clock. Needs no unit of work.
     */
    Flux<TenantId> tenants();

    /** How many turns were had. Inside a unit of work of the tenant. */
    Mono<Long> turns(TenantId tenant);

    /**
     * The line of one priority in one queue.
     *
     * @param lag how much later than it began to wait a lead stands among those of all lines
     * @param ringing whether only those stand in it for which another ring of their rule is to join
     */
    record Line(QueueKey queue, Priority priority, Duration lag, boolean ringing) {

        /** That of all. */
        public Line(QueueKey queue, Priority priority, Duration lag) {
            this(queue, priority, lag, false);
        }
    }

    /** Where a lead stands among those of all lines. */
    record Place(Instant turn, LeadId lead) {}

    /**
     * One that waits.
     *
     * @param changedAt when anything about it was last written
     */
    record Waiting(Place place, Instant changedAt) {

        public LeadId lead() {
            return place.lead();
        }
    }

    /** In the order of their places, those after one. Inside a unit of work of the tenant. */
    Flux<Waiting> inOrder(
            TenantId tenant, Collection<Line> lines, @Nullable Place after, int atMost);

    /** Those of these leads that wait in a queue. Inside a unit of work of the tenant. */
    Mono<Set<LeadId>> stillWaiting(TenantId tenant, List<LeadId> leads);

    /**
     * Those of these leads that a rep has declined, let lapse or given back since they were last
     * routed afresh. Inside a unit of work of the tenant.
     */
    Mono<Set<LeadId>> refusedBy(TenantId tenant, RepKey rep, List<LeadId> leads);

    /**
     * Nobody is there for any lead that waits.
     *
     * @param turns after so many turns
     * @param revision by this configuration
     * @param opensAt when the clock alone may bring somebody; null: never
     */
    record Looked(long turns, long revision, @Nullable Instant opensAt) {}

    /**
     * Notes it. What has happened since, or meanwhile, makes the tenant one of {@link #tenants} all
     * the same; where no lead waits in any queue it is none any more. Inside a unit of work of the
     * tenant.
     */
    Mono<Void> looked(TenantId tenant, Looked looked);
}
