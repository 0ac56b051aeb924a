package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** What happens to leads goes to their timelines, and to programs that listen. */
public final class LeadNews {

    private final Timeline timeline;
    private final EventListeners listeners;

    public LeadNews(Timeline timeline, EventListeners listeners) {
        this.timeline = timeline;
        this.listeners = listeners;
    }

    /** Called inside a unit of work of the tenant. */
    public Mono<Void> tell(TenantId tenant, List<Timeline.Entry> entries, Instant now) {
        return entries.isEmpty()
                ? Mono.empty()
                : timeline.append(tenant, entries)
                        .then(
                                Mono.defer(() ->
                                        listeners.tell(tenant, LeadWebhooks.events(entries), now)));
    }
}
