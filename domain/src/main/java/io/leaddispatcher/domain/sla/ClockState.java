package io.leaddispatcher.domain.sla;

/** What has become of a clock. */
public enum ClockState {
    /** Its target is neither met nor missed. It may stand still meanwhile. */
    RUNNING,
    /** Met in time. */
    MET,
    /** Not met in time, whatever has come later. */
    BREACHED,
    /** Was over before it was met or missed. */
    STOPPED
}
