package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.dispatch.Listeners;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.InMemoryWorkspaces;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** For use cases whose leads have no clocks. */
public final class NoClocks {

    private NoClocks() {}

    public static SlaEvents events() {
        return new SlaEvents(
                new InMemorySlaClocks(() -> Instant.EPOCH, (_, _) -> false),
                new InMemoryTimeline(),
                new Listeners(),
                new RoutingConfigurations(
                        new InMemoryConfigurationDocuments(),
                        _ -> Flux.empty(),
                        new InMemoryWorkspaces(),
                        new InMemoryWebhooks()));
    }
}
