package io.leaddispatcher.application.analytics;

import java.util.Locale;

/** By what the leads of a report are told apart. */
public enum GroupBy {
    REP,

    /** A rep in several teams counts in each. */
    TEAM,

    /** The rule of the routing policy that placed the lead. */
    RULE,
    POOL,

    /** The SLA policy. */
    POLICY,

    /** Where the lead came from, as its field {@code lead.source} says. */
    SOURCE,

    /** The day on which the lead arrived, by the workspace's clocks. */
    DAY;

    /** As addresses spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
