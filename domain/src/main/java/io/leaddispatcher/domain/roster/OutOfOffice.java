package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.Part;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a rep is away.
 *
 * @param to exclusive
 * @param delegate who takes the work meanwhile, if anybody
 */
public record OutOfOffice(Instant from, Instant to, @Nullable RepKey delegate) {

    public OutOfOffice {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "absence from %s must end after that, not at %s".formatted(from, to));
        }
    }

    static Optional<OutOfOffice> read(RepKey rep, Part document, Predicate<RepKey> known) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<Instant> from = document.requiredProperty("from").flatMap(Part::asInstant);
        Optional<Part> end = document.requiredProperty("to");
        Optional<Instant> to = end.flatMap(Part::asInstant);
        RepKey delegate =
                document.property("delegate")
                        .flatMap(part -> delegate(rep, part, known))
                        .orElse(null);
        document.refuseUnknown();
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (!from.get().isBefore(to.get())) {
            end.get().violation(OUT_OF_RANGE, "must be after 'from'");
            return Optional.empty();
        }
        return Optional.of(new OutOfOffice(from.get(), to.get(), delegate));
    }

    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private static Optional<RepKey> delegate(RepKey rep, Part part, Predicate<RepKey> known) {
        if (rep.value().equals(part.value())) {
            part.violation(CONFLICT, "must be somebody else");
            return Optional.empty();
        }
        return RepKey.reference(part, known);
    }
}
