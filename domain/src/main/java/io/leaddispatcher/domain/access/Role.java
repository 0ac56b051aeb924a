package io.leaddispatcher.domain.access;

import static io.leaddispatcher.domain.access.Permission.MANAGE_OWN_AVAILABILITY;
import static io.leaddispatcher.domain.access.Permission.OVERRIDE_LOCKS;
import static io.leaddispatcher.domain.access.Permission.OWN;
import static io.leaddispatcher.domain.access.Permission.SUBMIT_LEADS;
import static io.leaddispatcher.domain.access.Permission.TRY_DRAFTS;
import static io.leaddispatcher.domain.access.Permission.VIEW_AUDIT;
import static io.leaddispatcher.domain.access.Permission.VIEW_CONFIGURATION;
import static io.leaddispatcher.domain.access.Permission.VIEW_LEADS;
import static io.leaddispatcher.domain.access.Permission.VIEW_OWN_LEADS;
import static io.leaddispatcher.domain.access.Permission.WORK_OWN_LEADS;
import static io.leaddispatcher.domain.access.Permission.WORK_TEAM_LEADS;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a member is in a workspace. The one table of who may do what; anything not named is refused.
 */
public enum Role {
    OWNER(EnumSet.allOf(Permission.class)),
    ADMIN(EnumSet.complementOf(EnumSet.of(OWN))),
    MANAGER(
            EnumSet.of(
                    VIEW_CONFIGURATION,
                    TRY_DRAFTS,
                    VIEW_AUDIT,
                    VIEW_LEADS,
                    VIEW_OWN_LEADS,
                    WORK_TEAM_LEADS,
                    WORK_OWN_LEADS,
                    MANAGE_OWN_AVAILABILITY,
                    OVERRIDE_LOCKS,
                    SUBMIT_LEADS)),
    REP(EnumSet.of(VIEW_OWN_LEADS, WORK_OWN_LEADS, MANAGE_OWN_AVAILABILITY)),
    VIEWER(EnumSet.of(VIEW_CONFIGURATION, TRY_DRAFTS, VIEW_AUDIT, VIEW_LEADS, VIEW_OWN_LEADS));

    private final ImmutableSet<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Sets.immutableEnumSet(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
