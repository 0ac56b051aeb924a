package io.leaddispatcher.domain.meeting;

/** What has become of a meeting. */
public enum MeetingState {
    BOOKED,
    /** Another booking has taken its place. */
    MOVED,
    CANCELLED,
    /** The lead was not there. */
    NO_SHOW,
    HELD;

    /** Whether nothing that is told of it later brings it back. */
    public boolean isOver() {
        return this == MOVED || this == CANCELLED;
    }
}
