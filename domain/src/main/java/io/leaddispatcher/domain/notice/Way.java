package io.leaddispatcher.domain.notice;

/** A way to tell a person. */
public enum Way {
    SLACK,
    EMAIL,
    /** To the devices on which the rep has allowed it. */
    PUSH
}
