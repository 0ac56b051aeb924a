package io.leaddispatcher.application.access;

/** A person with a session. */
public record SignedIn(Caller caller, String name, String email, String workspaceName) {}
