package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import java.util.Optional;
import java.util.function.Predicate;

/** The key of a team, unique in its tenant. */
public record TeamKey(String value) implements Comparable<TeamKey> {

    public TeamKey {
        Key.require(value);
    }

    /** A document's reference to a team; one to a team that is not known is a violation. */
    public static Optional<TeamKey> reference(Part part, Predicate<TeamKey> known) {
        return part.parsed(Key.ALLOWED, TeamKey::new)
                .filter(key -> {
                    boolean exists = known.test(key);
                    if (!exists) {
                        part.violation(
                                UNKNOWN_REFERENCE, "no team has the key '%s'".formatted(key));
                    }
                    return exists;
                });
    }

    @Override
    public int compareTo(TeamKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
