package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.lead.LeadNews;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * What happens to leads, as far as their SLA clocks are concerned. Called inside the unit of work
 * in which it happens, after the assignment has changed.
 */
public final class SlaEvents implements ClockStarts {

    private final SlaClocks clocks;
    private final LeadNews news;

    public SlaEvents(SlaClocks clocks, LeadNews news) {
        this.clocks = clocks;
        this.news = news;
    }

    @Override
    public Mono<Void> decided(TenantId tenant, NewClocks news) {
        return Mono.defer(() -> {
            Set<LeadId> concerned = news.concerned();
            if (concerned.isEmpty()) {
                return clocks.add(tenant, news.begun(List.of()));
            }
            return clocks.live(tenant, concerned)
                    .collectList()
                    .flatMap(before ->
                            change(tenant, before, news::after, news.now())
                                    .then(clocks.add(tenant, news.begun(before))));
        });
    }

    /** The reps of these assignments have been told; of those that are over it is too late. */
    public Mono<Void> told(TenantId tenant, Collection<UUID> assignments, Instant at) {
        return assignments.isEmpty()
                ? Mono.empty()
                : clocks.liveByAssignment(tenant, assignments)
                        .filter(one -> one.clock().target() == SlaTarget.DISPATCHED)
                        .collectList()
                        .flatMap(before ->
                                change(tenant, before, one -> one.with(one.clock().met(at)), at));
    }

    /**
     * It is known what has come of a lead, which is something that was done about it.
     *
     * @param concluded whether the work on it is over
     */
    public Mono<Void> outcome(TenantId tenant, LeadId lead, boolean concluded, Instant at) {
        return clocks.live(tenant, List.of(lead))
                .collectList()
                .flatMap(before ->
                        change(
                                tenant,
                                before,
                                one -> {
                                    LeadClock acted = one.acted(at);
                                    return concluded && acted.clock().isLive()
                                            ? acted.with(acted.clock().stopped(at))
                                            : acted;
                                },
                                at));
    }

    private Mono<Void> change(
            TenantId tenant, List<LeadClock> before, UnaryOperator<LeadClock> change, Instant at) {
        List<LeadClock> changed = new ArrayList<>();
        List<Timeline.Entry> late = new ArrayList<>();
        for (LeadClock one : before) {
            LeadClock after = change.apply(one);
            if (!after.equals(one)) {
                changed.add(after);
            }
            // Its time was over, and no node has come to it yet.
            if (one.clock().state() == ClockState.RUNNING
                    && after.clock().state() == ClockState.BREACHED) {
                late.add(SlaStory.breached(after, at));
            }
        }
        return clocks.save(tenant, changed).then(news.tell(tenant, late, at));
    }
}
