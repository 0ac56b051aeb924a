package io.leaddispatcher.application.access;

import io.leaddispatcher.domain.access.Permission;
import org.jspecify.annotations.Nullable;

/** The caller is known and may not do this. */
public final class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final Permission permission;
    private final @Nullable String because;

    public AccessDeniedException(Caller caller, Permission permission) {
        this(caller, permission, null);
    }

    /**
     * @param because what of the request asks for it, in a sentence; null where that is plain
     */
    public AccessDeniedException(Caller caller, Permission permission, @Nullable String because) {
        super("needs " + permission);
        this.caller = caller;
        this.permission = permission;
        this.because = because;
    }

    public Caller caller() {
        return caller;
    }

    public Permission permission() {
        return permission;
    }

    public @Nullable String because() {
        return because;
    }
}
