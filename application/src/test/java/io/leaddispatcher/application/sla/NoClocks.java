package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.dispatch.Listeners;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.lead.LeadNews;
import java.time.Instant;

/** For use cases whose leads have no clocks. */
public final class NoClocks {

    private NoClocks() {}

    public static SlaEvents events() {
        return new SlaEvents(
                new InMemorySlaClocks(() -> Instant.EPOCH, (_, _) -> false),
                new LeadNews(new InMemoryTimeline(), new Listeners()));
    }
}
