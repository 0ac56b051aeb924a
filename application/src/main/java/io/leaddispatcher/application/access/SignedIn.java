package io.leaddispatcher.application.access;

/** A member who is logged in, as pages address them. The principal of a session. */
public record SignedIn(Caller caller, String name, String email, String workspaceName) {}
