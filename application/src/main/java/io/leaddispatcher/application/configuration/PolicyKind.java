package io.leaddispatcher.application.configuration;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of intake; a workspace has one active routing policy for each. */
public enum PolicyKind {
    LEAD("lead"),
    MEETING("meeting"),
    CALL("call");

    private final String pathName;

    PolicyKind(String pathName) {
        this.pathName = pathName;
    }

    /** As in {@code /api/v1/policies/lead}. */
    public String pathName() {
        return pathName;
    }

    /** As the audit log names it. */
    public String target() {
        return "policy:" + pathName;
    }

    public static Optional<PolicyKind> ofPathName(String pathName) {
        return Arrays.stream(values()).filter(kind -> kind.pathName.equals(pathName)).findFirst();
    }
}
