package io.leaddispatcher.application.assignment;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import org.jspecify.annotations.Nullable;

/** Who did something with a lead, as its timeline names them. */
public final class WorkActor {

    private WorkActor() {}

    /**
     * A program does it on behalf of the rep who has the lead; the audit log names the program.
     *
     * @param holder the rep in whose name a program acts; null when nobody has the lead
     */
    public static String label(Actor actor, @Nullable RepKey holder) {
        return switch (actor) {
            case Actor.Member(_, _, var rep) when rep != null -> "rep:" + rep;
            case Actor.Token _ when holder != null -> "rep:" + holder;
            case Actor.Member _,
                    Actor.Rep _,
                    Actor.Token _,
                    Actor.Connection _,
                    Actor.Automation _ ->
                    actor.label();
        };
    }
}
