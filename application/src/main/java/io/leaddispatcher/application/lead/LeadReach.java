package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.lead.port.LeadViews.Detail;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may do with a lead.
 *
 * @param workable act on it though somebody else has it, or nobody
 * @param claimable take it for oneself out of the queue in which it waits
 */
record LeadReach(boolean workable, boolean claimable) {

    static LeadReach of(Actor actor, Detail detail, RoutingConfiguration configuration) {
        WorkRight right = WorkRight.of(actor);
        Roster roster = configuration.roster();
        return switch (detail.row().status()) {
            case ASSIGNED ->
                    new LeadReach(right.hearsOfAll() && coversHolder(right, detail, roster), false);
            case QUEUED -> {
                Queue queue = queue(detail.row().queueKey(), configuration);
                yield new LeadReach(
                        right.coversWaiting(queue, roster),
                        actor.ownRep()
                                .filter(own -> right.takes(new RepKey(own), queue, roster))
                                .isPresent());
            }
            case NEW, COMPLETED, REJECTED ->
                    new LeadReach(right.coversWaiting(null, roster), false);
        };
    }

    /** Whoever has it, or one of several who are asked to take it. */
    private static boolean coversHolder(WorkRight right, Detail detail, Roster roster) {
        Row row = detail.row();
        return row.repKey() != null
                ? right.covers(new RepKey(row.repKey()), roster)
                : detail.assignments().stream()
                        .filter(each -> "OFFERED".equals(each.get("state")))
                        .map(each -> Objects.toString(each.get("repKey")))
                        .anyMatch(rep -> right.covers(new RepKey(rep), roster));
    }

    private static @Nullable Queue queue(@Nullable String key, RoutingConfiguration configuration) {
        return key == null ? null : configuration.queue(new QueueKey(key)).orElse(null);
    }
}
