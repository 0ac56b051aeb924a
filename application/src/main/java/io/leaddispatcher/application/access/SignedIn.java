package io.leaddispatcher.application.access;

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
        boolean secondFactorDue) {}
