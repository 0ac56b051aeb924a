package io.leaddispatcher.domain.queue;

import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who takes leads out of a queue. One with a team is there for its members; one without is there
 * for whoever looks after all leads, who may take them out for any rep. Whether a rep has room, and
 * is at work, is not asked here: somebody who is away and takes a lead knows why.
 */
public record QueueAccess(Roster roster) {

    /** Whether a rep sees what waits in it, and may take it. */
    public boolean mayClaim(Queue queue, RepKey rep) {
        return isActive(rep) && isMember(queue, rep);
    }

    /** Whether somebody who may work all leads may take one out for this rep. */
    public boolean mayClaimFor(Queue queue, RepKey rep) {
        return isActive(rep) && (isNobodys(queue) || isMember(queue, rep));
    }

    /**
     * Whether it is no team's, or that of a team of this rep's.
     *
     * @param rep null for whoever is none
     */
    public boolean isOpenTo(Queue queue, @Nullable RepKey rep) {
        return team(queue).map(team -> rep != null && team.isOf(rep)).orElse(true);
    }

    private boolean isNobodys(Queue queue) {
        return team(queue).isEmpty();
    }

    private Optional<Team> team(Queue queue) {
        return Optional.ofNullable(queue.team()).flatMap(roster::team);
    }

    private boolean isMember(Queue queue, RepKey rep) {
        return roster.teamsOf(rep).stream().anyMatch(team -> team.key().equals(queue.team()));
    }

    private boolean isActive(RepKey rep) {
        return roster.rep(rep).filter(Rep::active).isPresent();
    }
}
