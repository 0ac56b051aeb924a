package io.leaddispatcher.domain.dispatch;

/** The ways out of the workspace. */
public enum Channel {
    SLACK,
    EMAIL,
    /** To the devices of a person. */
    PUSH,
    CRM,
    WEBHOOK
}
