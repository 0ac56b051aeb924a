package io.leaddispatcher.web.me;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has just been done, which the page says once. */
final class Done {

    private static final Set<String> KNOWN =
            Set.of(
                    "accept",
                    "decline",
                    "return",
                    "reassign",
                    "reroute",
                    "handoff",
                    "activities",
                    "outcomes",
                    "availability",
                    "hours",
                    "task",
                    "notifications",
                    "device",
                    "devices-forgotten");

    /** What was not done, and is said without blame. */
    private static final Set<String> NOTES = Set.of("nothing", "full", "task-over", "device");

    private Done() {}

    /** An address can say anything. */
    static @Nullable String word(@Nullable String said) {
        return said != null && KNOWN.contains(said) ? said : null;
    }

    static @Nullable String note(@Nullable String said) {
        return said != null && NOTES.contains(said) ? said : null;
    }
}
