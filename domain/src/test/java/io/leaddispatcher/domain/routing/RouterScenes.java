package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;

import java.util.List;
import java.util.Map;

/** A pool for EMEA, accounts with owners, and reps who are away. */
abstract class RouterScenes {

    static final Map<String, ?> POOL = object("pool", "emea");

    static final Map<String, ?> OWNER = object("accountOwner", object());

    static final Map<String, ?> TO_AFTER_HOURS = object("queue", "after-hours");

    static final Map<String, ?> AWAY =
            object("from", "2026-11-20T00:00:00Z", "to", "2026-12-20T00:00:00Z");

    static Workspaces emea(String... members) {
        return workspace().reps(members).pool("emea", "ROUND_ROBIN", List.of(members));
    }
}
