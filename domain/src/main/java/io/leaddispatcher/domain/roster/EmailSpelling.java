package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import io.leaddispatcher.domain.document.Part;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shape of a rep's e-mail address, as HTML's e-mail fields check it: nothing that could break
 * out of a header, and no quoted local parts.
 */
final class EmailSpelling {

    // RFC 5321 §4.5.3.1.3, without the angle brackets of a path
    private static final int MOST_CHARACTERS = 254;

    private static final Pattern SHAPE =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@LABEL(?:\\.LABEL)*"
                            .replace("LABEL", "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"));

    private EmailSpelling() {}

    static Optional<String> read(Part part) {
        return part.asText()
                .filter(text -> {
                    boolean fits =
                            text.length() <= MOST_CHARACTERS && SHAPE.matcher(text).matches();
                    if (!fits) {
                        part.violation(
                                MALFORMED, "must be an e-mail address such as mia@example.com");
                    }
                    return fits;
                });
    }
}
