package io.leaddispatcher.domain.document;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a document that was sent.
 *
 * @param pointer RFC 6901 pointer from the root of the document
 * @param message a sentence that says what is allowed
 * @param ruleId the routing rule it stands in, when it stands in one
 */
public record Violation(String pointer, Code code, String message, @Nullable String ruleId) {

    public Violation(String pointer, Code code, String message) {
        this(pointer, code, message, null);
    }

    /** In one line, for people: each with what it is about and what is allowed. */
    public static String inWords(List<Violation> violations) {
        return violations.stream()
                .map(each -> (each.pointer() + " " + each.message()).strip())
                .collect(Collectors.joining("; "));
    }

    /** The kinds of violation; clients branch on these names. */
    public enum Code {
        REQUIRED,
        UNKNOWN_PROPERTY,
        UNKNOWN_FIELD,
        UNKNOWN_OPERATOR,
        WRONG_TYPE,
        UNKNOWN_REFERENCE,
        OUT_OF_RANGE,
        DUPLICATE,
        MALFORMED,
        CONFLICT
    }
}
