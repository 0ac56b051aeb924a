package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.domain.access.Actor;

/**
 * A person with a session.
 *
 * @param sso whether the identity provider of their workspace has let them in: then it is good for
 *     that workspace, and for nothing that is the person's own
 * @param secondFactorDue whether they may do nothing before they have set up a second factor
 */
public record SignedIn(
        Caller caller,
        String name,
        String email,
        String workspaceName,
        boolean sso,
        boolean secondFactorDue) {

    /** Which member of which workspace they are. */
    public People.Membership membership() {
        if (caller.actor() instanceof Actor.Member(var member, _, _)) {
            return new People.Membership(caller.tenant(), member);
        }
        throw new IllegalStateException("%s has a session and is no member".formatted(caller));
    }
}
