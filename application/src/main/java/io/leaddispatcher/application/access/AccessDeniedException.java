package io.leaddispatcher.application.access;

import io.leaddispatcher.domain.access.Permission;

/** The caller is known and may not do this. */
public final class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Permission permission;

    public AccessDeniedException(Permission permission) {
        super("needs " + permission);
        this.permission = permission;
    }

    public Permission permission() {
        return permission;
    }
}
