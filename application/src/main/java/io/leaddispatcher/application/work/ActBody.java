package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said about an act, on its way from a document that may be wrong. */
final class ActBody {

    private static final int LONGEST_REASON = 500;

    private final Violations violations = new Violations();
    private final Part document;

    ActBody(Map<String, ?> sent) {
        this.document = Part.root(sent, violations);
    }

    Part document() {
        return document;
    }

    /** On whose behalf it is done; null: of whoever has the lead. */
    @Nullable RepKey rep() {
        return key(document, "rep", RepKey::new);
    }

    static <T> @Nullable T key(Part part, String name, Function<String, T> parse) {
        return part.property(name)
                .flatMap(each -> each.parsed(name + " " + Key.ALLOWED, parse))
                .orElse(null);
    }

    /** Why it is done; when nothing is said the document is wrong. */
    String reason() {
        return document.requiredProperty("reason").flatMap(ActBody::words).orElse("");
    }

    /** Likewise, but it need not be said. */
    @Nullable String reasonIfAny() {
        return document.property("reason").flatMap(ActBody::words).orElse(null);
    }

    private static Optional<String> words(Part part) {
        return words(part, LONGEST_REASON);
    }

    /** What somebody has written. */
    static Optional<String> words(Part part, int longest) {
        return part.asText()
                .filter(text -> {
                    boolean fits = text.length() <= longest && text.indexOf('\0') < 0;
                    if (!fits) {
                        part.violation(
                                OUT_OF_RANGE, "must have at most %d characters".formatted(longest));
                    }
                    return fits;
                });
    }

    /** Fails when something was wrong, or said that nobody asked for. */
    void finish() {
        document.refuseUnknown();
        violations.refuseIfAny();
    }
}
