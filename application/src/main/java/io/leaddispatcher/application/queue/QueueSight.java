package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import org.jspecify.annotations.Nullable;

/** Which queues somebody sees: all, or those of one's own teams. */
record QueueSight(Sight sight, RoutingConfiguration configuration) {

    /**
     * Whether one is among them.
     *
     * @param queue null when leads wait in it, and nobody has described it
     */
    boolean covers(@Nullable Queue queue) {
        return switch (sight) {
            case Sight.All _ -> true;
            case Sight.Own(var rep) ->
                    queue != null
                            && new QueueAccess(configuration.roster())
                                    .mayClaim(queue, new RepKey(rep));
            case Sight.None _ -> false;
        };
    }

    boolean covers(QueueKey key) {
        return covers(configuration.queue(key).orElse(null));
    }
}
