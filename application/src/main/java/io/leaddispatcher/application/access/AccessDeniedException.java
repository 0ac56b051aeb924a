package io.leaddispatcher.application.access;

import io.leaddispatcher.domain.access.Permission;

/** The caller is known and may not do this. */
public final class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final Permission permission;

    public AccessDeniedException(Caller caller, Permission permission) {
        super("needs " + permission);
        this.caller = caller;
        this.permission = permission;
    }

    public Caller caller() {
        return caller;
    }

    public Permission permission() {
        return permission;
    }
}
