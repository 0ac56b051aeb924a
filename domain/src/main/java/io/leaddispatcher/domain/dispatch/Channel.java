package io.leaddispatcher.domain.dispatch;

/** The ways out of the workspace. */
public enum Channel {
    SLACK,
    EMAIL,
    CRM,
    WEBHOOK
}
