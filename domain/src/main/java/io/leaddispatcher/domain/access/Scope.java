package io.leaddispatcher.domain.access;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an API token is good for, within the rights of whoever made it. Each scope holds the one
 * before it.
 */
public enum Scope {
    READ(
            EnumSet.of(
                    Permission.VIEW_CONFIGURATION,
                    Permission.VIEW_AUDIT,
                    Permission.VIEW_LEADS,
                    Permission.VIEW_OWN_LEADS,
                    Permission.VIEW_CONNECTIONS)),
    WRITE(
            EnumSet.complementOf(
                    EnumSet.of(
                            Permission.KEEP_SECRETS,
                            Permission.OVERRIDE_LOCKS,
                            Permission.ADMINISTER,
                            Permission.OWN))),
    ADMIN(EnumSet.allOf(Permission.class));

    private final ImmutableSet<Permission> permissions;

    Scope(Set<Permission> permissions) {
        this.permissions = Sets.immutableEnumSet(permissions);
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
