package io.leaddispatcher.domain.document;

import java.util.Optional;

/** What a name may be that somebody types: of a person or of a workspace. */
public final class NameRule {

    public static final int LONGEST = 200;

    private NameRule() {}

    /** Empty when it may be kept. */
    public static Optional<Violation> violation(String pointer, String name) {
        if (!Part.isStorable(name)) {
            return Optional.of(
                    new Violation(pointer, Violation.Code.MALFORMED, Part.STORABLE_ALLOWED));
        }
        return name.isBlank() || name.length() > LONGEST
                ? Optional.of(
                        new Violation(
                                pointer,
                                Violation.Code.OUT_OF_RANGE,
                                "must have 1 to %d characters".formatted(LONGEST)))
                : Optional.empty();
    }
}
