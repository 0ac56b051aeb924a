package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.queue.QueueView.Taker;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For whom somebody may take leads out of queues. */
record QueueTakers(Actor actor, Roster roster) {

    /** Whether for oneself. */
    boolean claims(Queue queue) {
        RepKey own = own();
        if (own == null) {
            return false;
        }
        QueueAccess access = new QueueAccess(roster);
        return actor.may(Permission.WORK_LEADS)
                ? access.mayClaimFor(queue, own)
                : actor.may(Permission.WORK_OWN_LEADS) && access.mayClaim(queue, own);
    }

    private @Nullable RepKey own() {
        return actor.ownRep().map(RepKey::new).orElse(null);
    }

    /** By name. */
    List<Taker> of(Queue queue) {
        QueueAccess access = new QueueAccess(roster);
        return actor.may(Permission.WORK_LEADS)
                ? roster.reps().stream()
                        .filter(rep -> access.mayClaimFor(queue, rep.key()))
                        .sorted(Comparator.comparing(Rep::name).thenComparing(Rep::key))
                        .map(rep -> new Taker(rep.key().value(), rep.name()))
                        .toList()
                : List.of();
    }
}
