package io.leaddispatcher.domain.field;

/** The kinds of configuration that a policy or a condition can name by key. */
public enum ReferenceKind {
    REP("rep"),
    TEAM("team"),
    POOL("pool"),
    QUEUE("queue"),
    /** One in which people look at leads that are in conflict. */
    REVIEW_QUEUE("queue of type MANUAL_REVIEW"),
    SLA_POLICY("SLA policy"),
    TEMPLATE("template"),
    SEQUENCE("sequence"),
    TERRITORY("territory"),
    SEGMENT("segment"),
    LIST("list"),
    /** A custom field, by its key without {@code custom.}. */
    FIELD("field");

    private final String word;

    ReferenceKind(String word) {
        this.word = word;
    }

    /** As a sentence names it. */
    public String word() {
        return word;
    }
}
