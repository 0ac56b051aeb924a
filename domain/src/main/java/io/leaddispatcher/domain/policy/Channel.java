package io.leaddispatcher.domain.policy;

/** A way of telling a rep. */
public enum Channel {
    SLACK,
    EMAIL
}
