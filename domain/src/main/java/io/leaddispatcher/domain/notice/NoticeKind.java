package io.leaddispatcher.domain.notice;

/** What a rep is told. */
public enum NoticeKind {
    /** A lead that the rep is offered: it always reaches the rep, and never waits. */
    NEW_LEAD("newLead"),
    /** What has to be done about a lead before its clock is over. */
    REMINDER("reminder"),
    /** A lead is with the rep no longer. */
    GONE("gone"),
    /** A task is due. Nobody is told who has not asked for it. */
    TASK_DUE("taskDue");

    private final String property;

    NoticeKind(String property) {
        this.property = property;
    }

    /** As the rep's document calls it. */
    public String property() {
        return property;
    }

    boolean mustReach() {
        return this == NEW_LEAD;
    }

    /** Whether it comes without having been asked for. */
    boolean usual() {
        return this != TASK_DUE;
    }
}
