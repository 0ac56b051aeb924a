package io.leaddispatcher.domain.document;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a name may be that somebody types: of a person or of a workspace. Names stand in letters to
 * people who have asked for none, so they bring neither lines nor links of their own.
 */
public final class NameRule {

    public static final int LONGEST = 200;

    private static final Pattern LINK = Pattern.compile("://|\\bwww\\.", Pattern.CASE_INSENSITIVE);

    private NameRule() {}

    /** Empty when it may be kept. */
    public static Optional<Violation> violation(String pointer, String name) {
        if (!Part.isStorable(name)) {
            return Optional.of(
                    new Violation(pointer, Violation.Code.MALFORMED, Part.STORABLE_ALLOWED));
        }
        if (!OneLine.isOne(name)) {
            return Optional.of(
                    new Violation(pointer, Violation.Code.MALFORMED, "must be on one line"));
        }
        if (LINK.matcher(name).find()) {
            return Optional.of(
                    new Violation(pointer, Violation.Code.MALFORMED, "must not hold a link"));
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
