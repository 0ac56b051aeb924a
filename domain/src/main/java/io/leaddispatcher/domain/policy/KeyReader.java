package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.queue.QueueKey;
import java.time.Duration;
import java.util.Optional;

/** Reads what many parts of a policy have: keys that must be known, and spans of time. */
final class KeyReader {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final PolicyReferences references;

    KeyReader(PolicyReferences references) {
        this.references = references;
    }

    Optional<String> key(Part part, ReferenceKind kind) {
        return part.asText().filter(key -> isKnown(part, kind, key));
    }

    Optional<QueueKey> queue(Part part) {
        return key(part, ReferenceKind.QUEUE).map(QueueKey::new);
    }

    boolean isKnown(Part part, ReferenceKind kind, String key) {
        boolean known = references.knows(kind, key);
        if (!known) {
            part.violation(UNKNOWN_REFERENCE, "there is no %s '%s'".formatted(kind.word(), key));
        }
        return known;
    }

    /** A span of at most a year, so that it can be added to any instant. */
    static Optional<Duration> duration(Part object, String name, Duration least) {
        return object.property(name)
                .flatMap(part ->
                        part.asDuration(least)
                                .filter(span -> {
                                    boolean fits = span.compareTo(LONGEST) <= 0;
                                    if (!fits) {
                                        part.violation(
                                                OUT_OF_RANGE, "must be at most a year (PT8784H)");
                                    }
                                    return fits;
                                }));
    }
}
