package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.queue.QueueView.Taker;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom somebody may take leads out of queues.
 *
 * @param own the rep who it is; null for whoever is none
 */
record QueueTakers(WorkRight right, @Nullable RepKey own, Roster roster) {

    static QueueTakers of(Actor actor, Roster roster) {
        return new QueueTakers(
                WorkRight.of(actor), actor.ownRep().map(RepKey::new).orElse(null), roster);
    }

    /** Whether for oneself. */
    boolean claims(Queue queue) {
        return own != null && right.takes(own, queue, roster);
    }

    /** By name. */
    List<Taker> of(Queue queue) {
        QueueAccess access = new QueueAccess(roster);
        return right.coversWaiting(queue, roster)
                ? roster.reps().stream()
                        .filter(rep -> right.covers(rep.key(), roster))
                        .filter(rep -> access.mayClaimFor(queue, rep.key()))
                        .sorted(Comparator.comparing(Rep::name).thenComparing(Rep::key))
                        .map(rep -> new Taker(rep.key().value(), rep.name()))
                        .toList()
                : List.of();
    }
}
