package io.leaddispatcher.domain.document;

import java.util.List;

/** The sender can mend it. Carries all violations at once; nothing has changed. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message is for logs; whoever mends something reads the violations. */
    private static final int MOST_IN_WORDS = 10;

    private static final int LONGEST_MESSAGE = 2_000;

    private final transient List<Violation> violations;

    public InvalidInputException(List<Violation> violations) {
        super(message(violations));
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("invalid input without a violation");
        }
        this.violations = List.copyOf(violations);
    }

    public InvalidInputException(String pointer, Violation.Code code, String message) {
        this(List.of(new Violation(pointer, code, message)));
    }

    private static String message(List<Violation> violations) {
        String first =
                Violation.inWords(
                        violations.subList(0, Math.min(violations.size(), MOST_IN_WORDS)));
        String kept = first.substring(0, Math.min(first.length(), LONGEST_MESSAGE));
        return kept.length() < first.length() || violations.size() > MOST_IN_WORDS
                ? kept + " …"
                : kept;
    }

    public List<Violation> violations() {
        return violations;
    }
}
