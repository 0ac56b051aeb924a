package io.leaddispatcher.domain.sequence;

/** What ends a sequence before its last step. */
public enum StopOn {
    /** The customer has answered, or is spoken with. */
    REPLY,
    /** It is known what has come of the lead. */
    OUTCOME,
    /** The lead is somebody else's, or nobody's. */
    OWNER_CHANGE
}
