package io.leaddispatcher.domain.outreach;

import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import java.util.Optional;
import java.util.function.Predicate;

/** The key of a template, unique in its tenant. */
public record TemplateKey(String value) implements Comparable<TemplateKey> {

    public TemplateKey {
        Key.require(value);
    }

    /** A document's reference to a template; one to a template that is not known is a violation. */
    public static Optional<TemplateKey> reference(Part part, Predicate<TemplateKey> known) {
        return part.parsed(Key.ALLOWED, TemplateKey::new)
                .filter(key -> {
                    boolean exists = known.test(key);
                    if (!exists) {
                        part.violation(
                                UNKNOWN_REFERENCE, "there is no template '%s'".formatted(key));
                    }
                    return exists;
                });
    }

    @Override
    public int compareTo(TemplateKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
