package io.leaddispatcher.domain.access;

import com.google.common.collect.ImmutableSet;

/** What an API token is good for, within the rights of whoever made it. */
public enum Scope {
    READ(Role.READING),
    WRITE(Role.WRITING),
    ADMIN(Role.ADMINISTRATION);

    private final ImmutableSet<Permission> permissions;

    Scope(ImmutableSet<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
