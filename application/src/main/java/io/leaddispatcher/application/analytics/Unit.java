package io.leaddispatcher.application.analytics;

/** What a number of a report counts. */
public enum Unit {
    COUNT,

    /** From 0 to 1. */
    SHARE,
    MILLISECONDS,
    SECONDS,

    /** In one currency. */
    MONEY
}
