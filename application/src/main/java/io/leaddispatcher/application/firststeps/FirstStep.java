package io.leaddispatcher.application.firststeps;

/** Without it no lead of the workspace's own gets to anybody, in the order in which it is done. */
public enum FirstStep {
    /** Somebody is there to get leads. */
    REPS,
    /** Reps hear of their leads where they work. */
    SLACK,
    /** A policy of the workspace's own is published, in place of the one that it began with. */
    POLICY,
    /** A lead has come in. */
    LEAD
}
