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
import java.util.List;
import java.util.Objects;

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
        Row row = detail.row();
        RepKey holder = row.repKey() == null ? null : new RepKey(row.repKey());
        Queue queue =
                configuration
                        .queue(row.queueKey() == null ? null : new QueueKey(row.queueKey()))
                        .orElse(null);
        boolean workable =
                (row.status() == LeadStatus.ASSIGNED && holder != null)
                        ? (right.hearsOfAll() && right.covers(holder, roster))
                        : right.coversUnheld(holder, asked(detail), queue, roster);
        return new LeadReach(
                workable,
                row.status() == LeadStatus.QUEUED
                        && actor.ownRep()
                                .filter(own -> right.takes(new RepKey(own), queue, roster))
                                .isPresent());
    }

    private static List<RepKey> asked(Detail detail) {
        return detail.assignments().stream()
                .filter(each -> "OFFERED".equals(each.get("state")))
                .map(each -> new RepKey(Objects.toString(each.get("repKey"))))
                .toList();
    }
}
