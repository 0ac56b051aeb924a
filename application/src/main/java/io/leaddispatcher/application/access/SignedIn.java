package io.leaddispatcher.application.access;

/**
 * A person with a session.
 *
 * @param secondFactorDue whether they may do nothing before they have set up a second factor
 */
public record SignedIn(
        Caller caller, String name, String email, String workspaceName, boolean secondFactorDue) {}
