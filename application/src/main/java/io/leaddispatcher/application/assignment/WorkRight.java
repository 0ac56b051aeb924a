package io.leaddispatcher.application.assignment;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** On which leads somebody may act. */
public sealed interface WorkRight {

    record All() implements WorkRight {}

    /**
     * Those of the teams that the rep manages or is in, and those that are no team's: nobody has
     * them, and they wait in no queue of a team.
     *
     * @param rep null for a member who is none, and has no team
     */
    record Teams(@Nullable RepKey rep) implements WorkRight {}

    /** Those that the rep has. */
    record Own(RepKey rep) implements WorkRight {}

    /** A member who is no rep, or a program without the right to all, has none. */
    record None() implements WorkRight {}

    /** By the rights of a caller; fails when there are none at all. */
    static WorkRight of(Caller caller) {
        if (!caller.actor().may(Permission.WORK_LEADS)) {
            caller.require(Permission.WORK_OWN_LEADS);
        }
        return of(caller.actor());
    }

    /** Likewise, for what an actor is shown. */
    static WorkRight of(Actor actor) {
        if (actor.may(Permission.WORK_LEADS)) {
            return new All();
        }
        RepKey rep = actor.ownRep().map(RepKey::new).orElse(null);
        if (actor.may(Permission.WORK_TEAM_LEADS)) {
            return new Teams(rep);
        }
        return rep != null && actor.may(Permission.WORK_OWN_LEADS) ? new Own(rep) : new None();
    }

    /** Whether it holds for what a rep has, or is asked to take. */
    default boolean covers(RepKey holder, Roster roster) {
        return switch (this) {
            case All _ -> true;
            case Teams(var rep) ->
                    rep != null && (holder.equals(rep) || roster.isTeamMate(holder, rep));
            case Own(var rep) -> holder.equals(rep);
            case None _ -> false;
        };
    }

    /**
     * Whether it holds for a lead that nobody has.
     *
     * @param last who had it when the work on it ended; null when it goes on, or nobody had it
     * @param asked who is asked to take it, of several at once
     * @param queue where it waits; null when it waits nowhere
     */
    default boolean coversUnheld(
            @Nullable RepKey last, Collection<RepKey> asked, @Nullable Queue queue, Roster roster) {
        if (!hearsOfAll()) {
            return false;
        }
        if (last != null) {
            return covers(last, roster);
        }
        return asked.isEmpty()
                ? coversWaiting(queue, roster)
                : asked.stream().anyMatch(rep -> covers(rep, roster));
    }

    /**
     * Whether it holds for what waits.
     *
     * @param queue where it waits; null when it waits nowhere
     */
    default boolean coversWaiting(@Nullable Queue queue, Roster roster) {
        return switch (this) {
            case All _ -> true;
            case Teams(var rep) -> queue == null || new QueueAccess(roster).isOpenTo(queue, rep);
            case Own _, None _ -> false;
        };
    }

    /**
     * Whether a rep takes for oneself what waits.
     *
     * @param queue where it waits; null when it waits nowhere
     */
    default boolean takes(RepKey own, @Nullable Queue queue, Roster roster) {
        QueueAccess access = new QueueAccess(roster);
        return this instanceof Own
                ? queue != null && access.mayClaim(queue, own)
                : coversWaiting(queue, roster) && (queue == null || access.mayClaimFor(queue, own));
    }

    /** Who acts: the rep who is named, else the one who it is; null: it is not said. */
    default @Nullable RepKey acting(@Nullable RepKey named) {
        return named == null && this instanceof Own(var rep) ? rep : named;
    }

    /** Of leads on which they may not act reps hear nothing; the others see them all. */
    default boolean hearsOfAll() {
        return this instanceof All || this instanceof Teams;
    }

    /** What a manager is told who names a rep of another team. */
    static InvalidInputException notOfYours(RepKey rep) {
        return new InvalidInputException(
                "/rep", Code.CONFLICT, "'%s' is in no team of yours".formatted(rep));
    }

    /** What somebody is told who sees a lead and may not act on it. */
    static AccessDeniedException ofAnotherTeam(Caller caller) {
        return new AccessDeniedException(
                caller, Permission.WORK_LEADS, "the lead is with a team that is not yours");
    }
}
