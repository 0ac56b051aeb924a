package io.leaddispatcher.domain.dispatch;

/** The ways out of the workspace. */
public enum Channel {
    SLACK,
    EMAIL,
    /** To the devices of a person. */
    PUSH,
    CRM,
    WEBHOOK;

    /** Whether people read what is sent by it, and programs do not. */
    public boolean isForPeople() {
        return this != CRM && this != WEBHOOK;
    }

    /**
     * Whether each workspace has a lane of its own on it: it says itself which server is called,
     * and that one may answer nobody.
     */
    public boolean hasLanes() {
        return this == EMAIL || !isForPeople();
    }
}
