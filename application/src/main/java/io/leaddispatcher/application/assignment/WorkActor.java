package io.leaddispatcher.application.assignment;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.domain.access.Actor;
import org.jspecify.annotations.Nullable;

/** Who did something with a lead, as its timeline names them. */
public final class WorkActor {

    private WorkActor() {}

    /**
     * A program does it on behalf of the rep who has the lead; the audit log names the program.
     *
     * @param given by which somebody has the lead; null when nobody has
     */
    public static String label(Actor actor, @Nullable Given given) {
        return switch (actor) {
            case Actor.Member(_, _, var rep) when rep != null -> "rep:" + rep;
            case Actor.Token _ when given != null -> "rep:" + given.offer().rep();
            case Actor.Member _, Actor.Token _, Actor.Connection _, Actor.Automation _ ->
                    actor.label();
        };
    }
}
