package io.leaddispatcher.domain.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stretch of time.
 *
 * @param until exclusive
 */
record Span(Instant from, Instant until) {

    Duration length() {
        return Duration.between(from, until);
    }

    /** What both have in common, if that is anything. */
    Optional<Span> and(Span other) {
        Instant later = from.isAfter(other.from) ? from : other.from;
        Instant earlier = until.isBefore(other.until) ? until : other.until;
        return later.isBefore(earlier) ? Optional.of(new Span(later, earlier)) : Optional.empty();
    }

    /** The same time in order, with none of it twice. */
    static List<Span> merged(Stream<Span> spans) {
        List<Span> merged = new ArrayList<>();
        spans.sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    Span last = merged.isEmpty() ? null : merged.getLast();
                    if (last == null || last.until.isBefore(span.from)) {
                        merged.add(span);
                    } else if (last.until.isBefore(span.until)) {
                        merged.set(merged.size() - 1, new Span(last.from, span.until));
                    }
                });
        return merged;
    }
}
