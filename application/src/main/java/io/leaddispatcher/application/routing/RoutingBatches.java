package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.lead.LeadId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Begins batches with what is the same for all of them. */
public final class RoutingBatches {

    private final Ids ids;
    private final URI publicUrl;

    /**
     * Batches of this installation.
     *
     * @param publicUrl what links to leads begin with
     */
    public RoutingBatches(Ids ids, URI publicUrl) {
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    RoutingBatch begin(
            RoutingConfigurations.Snapshot snapshot,
            LatestStates.State before,
            Map<LeadId, LeadFile> files,
            Instant now) {
        return new RoutingBatch(snapshot, before, files, now, ids, new DispatchMessages(publicUrl));
    }
}
