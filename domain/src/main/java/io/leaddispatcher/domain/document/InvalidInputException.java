package io.leaddispatcher.domain.document;

import java.util.List;

/** The sender can mend it. Carries every violation at once; nothing has changed. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidInputException(List<Violation> violations) {
        super(Violation.inWords(violations));
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("invalid input without a violation");
        }
        this.violations = List.copyOf(violations);
    }

    public InvalidInputException(String pointer, Violation.Code code, String message) {
        this(List.of(new Violation(pointer, code, message)));
    }

    public List<Violation> violations() {
        return violations;
    }
}
