package io.leaddispatcher.domain.territory;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import com.google.common.base.CharMatcher;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.lead.normal.Countries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postal codes as they compare, and the claims upon them. */
final class PostalCode {

    private static final CharMatcher SEPARATORS = CharMatcher.whitespace().or(CharMatcher.is('-'));
    private static final Pattern ENTRY =
            Pattern.compile("([A-Z]{2})\\s*:\\s*([A-Z0-9][A-Z0-9 -]*)");
    private static final Pattern RANGE = Pattern.compile("([A-Z0-9 ]+?)\\s*-\\s*([A-Z0-9 ]+)");
    private static final String ALLOWED =
            "must be a prefix such as DE:101, or a range such as DE:80000-81999";

    private PostalCode() {}

    /** In upper case without blanks and hyphens, so that "1234 AB" is "1234ab". */
    static String normal(String code) {
        return SEPARATORS.removeFrom(code).toUpperCase(Locale.ROOT);
    }

    /** Reads {@code CC:prefix} or {@code CC:from-to}. */
    static Optional<Claim> claim(Part part) {
        return part.asText()
                .flatMap(text -> {
                    Matcher entry = ENTRY.matcher(text.toUpperCase(Locale.ROOT));
                    if (!entry.matches() || !Countries.isCode(entry.group(1))) {
                        part.violation(MALFORMED, ALLOWED);
                        return Optional.empty();
                    }
                    return claim(part, entry.group(1), entry.group(2));
                });
    }

    private static Optional<Claim> claim(Part part, String country, String codes) {
        Matcher range = RANGE.matcher(codes);
        if (range.matches()) {
            String from = normal(range.group(1));
            String to = normal(range.group(2));
            // Bounds are of one length; a hyphen between others stands in a code: "PL:00-950".
            if (from.length() == to.length()) {
                if (from.compareTo(to) > 0) {
                    part.violation(OUT_OF_RANGE, "the range must not end before its start");
                    return Optional.empty();
                }
                return Optional.of(new Claim.OfRange(country, from, to));
            }
        }
        return Optional.of(new Claim.OfPrefix(country, normal(codes)));
    }
}
