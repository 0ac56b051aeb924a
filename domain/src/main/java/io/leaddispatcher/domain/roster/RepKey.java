package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The key of a rep, unique in its tenant. */
public record RepKey(String value) implements Comparable<RepKey> {

    // Each lead of a pool compares the keys of all its members, read from here and there: of the
    // same text there is one object, which is equal to itself at first sight.
    public RepKey {
        Key.require(value);
        value = value.intern();
    }

    /** A document's reference to a rep; one to a rep that is not known is a violation. */
    public static Optional<RepKey> reference(Part part, Predicate<RepKey> known) {
        return part.parsed(Key.ALLOWED, RepKey::new)
                .filter(key -> {
                    boolean exists = known.test(key);
                    if (!exists) {
                        part.violation(UNKNOWN_REFERENCE, "no rep has the key '%s'".formatted(key));
                    }
                    return exists;
                });
    }

    /** The same text is the same object: a text that differs need not be looked at. */
    @SuppressWarnings("ReferenceEquality")
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RepKey key && key.value == value;
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(RepKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
