package io.leaddispatcher.application.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of documents that describe a workspace. */
public enum ConfigurationKind {
    FIELD("fields", "field"),
    TEAM("teams", "team"),
    REP("reps", "rep"),
    POOL("pools", "pool"),
    QUEUE("queues", "queue"),
    TERRITORY("territories", "territory"),
    SEGMENT("segments", "segment"),
    SLA_POLICY("sla-policies", "SLA policy"),
    TEMPLATE("templates", "template"),
    SEQUENCE("sequences", "sequence"),
    ACCOUNT("accounts", "account"),
    LIST("lists", "list");

    private final String pathName;
    private final String word;

    ConfigurationKind(String pathName, String word) {
        this.pathName = pathName;
        this.word = word;
    }

    /** As in {@code /api/v1/sla-policies}, and as the section of an export is called. */
    public String pathName() {
        return pathName;
    }

    /** One of it, in a sentence. */
    public String word() {
        return word;
    }

    /** What stands in answers, and is taken back without being kept. */
    public Set<String> readOnly() {
        return switch (this) {
            case REP -> Set.of("key", "load", "bounce");
            case QUEUE -> Set.of("key", "load", "waiting", "oldestAt");
            default -> Set.of("key", "load");
        };
    }

    /** One of them, as the audit log names it. */
    public String target(String key) {
        return word.toLowerCase(Locale.ROOT).replace(' ', '-') + ":" + key;
    }

    /** Which kind a name of the audit log is of; empty when it is of none. */
    public static Optional<ConfigurationKind> ofTarget(String target) {
        String kind = target.substring(0, Math.max(0, target.indexOf(':')));
        return Arrays.stream(values())
                .filter(each -> each.target("").equals(kind + ":"))
                .findFirst();
    }

    public static Optional<ConfigurationKind> ofPathName(String pathName) {
        return Arrays.stream(values()).filter(kind -> kind.pathName.equals(pathName)).findFirst();
    }
}
