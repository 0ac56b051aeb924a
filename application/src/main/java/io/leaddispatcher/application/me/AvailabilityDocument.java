package io.leaddispatcher.application.me;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The document of a rep, in which the rep changes only when they take new leads. */
record AvailabilityDocument(Map<String, ?> document, ZoneId zone, Instant now) {

    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration RAMPS_END_BY = Duration.ofDays(30);
    private static final int MOST_ABSENCES = 50;

    Map<String, Object> after(AvailabilityChange change) {
        return switch (change) {
            case AvailabilityChange.Pause() -> with("paused", true);
            case AvailabilityChange.Back() -> back();
            case AvailabilityChange.AwayFor(var time) -> away(now, now.plus(time), null);
            case AvailabilityChange.Away(var from, var until, var delegate) ->
                    away(from == null ? now : from.atZone(zone).toInstant(), end(until), delegate);
            case AvailabilityChange.Stay(var from) ->
                    without(absence -> from.equals(instant(absence, "from")));
            case AvailabilityChange.Hours(var week) -> hours(week);
        };
    }

    private Instant end(@Nullable LocalDateTime until) {
        if (until == null) {
            throw new InvalidInputException("/until", REQUIRED, "until is required");
        }
        return until.atZone(zone).toInstant();
    }

    private Map<String, Object> back() {
        Map<String, Object> changed =
                without(absence -> {
                    Instant from = instant(absence, "from");
                    return from != null && !now.isBefore(from);
                });
        changed.remove("paused");
        return changed;
    }

    /** Of one who is away now, and has a ramp, it stays known since when the rep is back. */
    private Map<String, Object> without(Predicate<Map<?, ?>> over) {
        return hasRamp()
                ? changed(item ->
                        item instanceof Map<?, ?> absence && over.test(absence)
                                ? ended(absence)
                                : Stream.of(item))
                : absences(absence -> !over.test(absence));
    }

    private boolean hasRamp() {
        return document.get("capacity") instanceof Map<?, ?> capacity
                && capacity.get("ramp") != null;
    }

    /** None of it is left when it has not begun. */
    private Stream<Map<String, Object>> ended(Map<?, ?> absence) {
        Instant from = instant(absence, "from");
        Instant to = instant(absence, "to");
        Instant end = now.truncatedTo(ChronoUnit.SECONDS);
        if (from == null || to == null || !from.isBefore(end)) {
            return Stream.empty();
        }
        Map<String, Object> past = new LinkedHashMap<>();
        absence.forEach((name, value) -> past.put(String.valueOf(name), value));
        past.put("to", (to.isBefore(end) ? to : end).toString());
        return Stream.of(past);
    }

    private Map<String, Object> away(Instant from, Instant until, @Nullable RepKey delegate) {
        if (!until.isAfter(now) || !until.isAfter(from)) {
            throw new InvalidInputException(
                    "/until", OUT_OF_RANGE, "must be later than now and than the beginning");
        }
        if (until.isAfter(now.plus(LONGEST))) {
            throw new InvalidInputException(
                    "/until", OUT_OF_RANGE, "must be within %d days".formatted(LONGEST.toDays()));
        }
        // What is over says nothing any more, unless a ramp may still go on after it.
        Instant past = hasRamp() ? now.minus(RAMPS_END_BY) : now;
        Map<String, Object> changed =
                absences(absence -> {
                    Instant to = instant(absence, "to");
                    return to == null || to.isAfter(past);
                });
        List<Object> all = new ArrayList<>(items(changed));
        if (all.size() >= MOST_ABSENCES) {
            throw new InvalidInputException(
                    "/until",
                    OUT_OF_RANGE,
                    "must not be more than %d absences".formatted(MOST_ABSENCES));
        }
        Map<String, Object> absence = new LinkedHashMap<>();
        absence.put("from", from.truncatedTo(ChronoUnit.SECONDS).toString());
        absence.put("to", until.truncatedTo(ChronoUnit.SECONDS).toString());
        if (delegate != null) {
            absence.put("delegate", delegate.value());
        }
        all.add(absence);
        changed.put("outOfOffice", all);
        return changed;
    }

    /** The same hours in another spelling are no change. */
    private Map<String, Object> hours(Map<String, List<String>> week) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        if (week.isEmpty()) {
            changed.remove("workingHours");
        } else if (!read(week).equals(read(document.get("workingHours")))) {
            changed.put("workingHours", week);
        }
        return changed;
    }

    private static Optional<WorkingHours> read(@Nullable Object hours) {
        return hours instanceof Map<?, ?> map
                ? WorkingHours.read(Part.root(map, new Violations()))
                : Optional.empty();
    }

    private Map<String, Object> with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        changed.put(name, value);
        return changed;
    }

    private Map<String, Object> absences(Predicate<Map<?, ?>> kept) {
        return changed(item ->
                !(item instanceof Map<?, ?> absence) || kept.test(absence)
                        ? Stream.of(item)
                        : Stream.empty());
    }

    private Map<String, Object> changed(Function<Object, Stream<?>> absence) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        List<Object> left =
                items(document).stream().flatMap(absence).map(Object.class::cast).toList();
        if (left.isEmpty()) {
            changed.remove("outOfOffice");
        } else {
            changed.put("outOfOffice", left);
        }
        return changed;
    }

    private static List<?> items(Map<String, ?> document) {
        return document.get("outOfOffice") instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Instant instant(Map<?, ?> absence, String name) {
        return Part.root(absence, new Violations())
                .property(name)
                .flatMap(Part::asInstant)
                .orElse(null);
    }
}
