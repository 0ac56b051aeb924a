package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.DUPLICATE;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.roster.WorkingHours.Interval;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the weekly document of {@link WorkingHours}. */
final class WorkingHoursReading {

    private static final List<String> DAYS =
            List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final Pattern INTERVAL =
            Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final Part document;
    private final Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);

    private WorkingHoursReading(Part document) {
        this.document = document;
    }

    static Optional<WorkingHours> read(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        WorkingHoursReading reading = new WorkingHoursReading(document);
        document.names().forEach(reading::readDays);
        return reading.week.isEmpty()
                ? Optional.empty()
                : Optional.of(new WorkingHours(reading.week));
    }

    private void readDays(String name) {
        List<DayOfWeek> days = days(name);
        if (days.isEmpty()) {
            document.violations()
                    .add(
                            document.child(name),
                            UNKNOWN_PROPERTY,
                            "'%s' is no day; a day is one of %s, or a range such as MON-FRI"
                                    .formatted(name, String.join(", ", DAYS)));
            return;
        }
        document.property(name)
                .ifPresent(part -> {
                    List<Interval> intervals =
                            part.items().stream().flatMap(item -> interval(item).stream()).toList();
                    for (DayOfWeek day : days) {
                        if (week.putIfAbsent(day, intervals) != null) {
                            part.violation(
                                    DUPLICATE,
                                    "%s is named twice; name each day once"
                                            .formatted(DAYS.get(day.getValue() - 1)));
                        }
                    }
                });
    }

    /** {@code FRI-MON} wraps over the weekend. None when the name is neither a day nor a range. */
    static List<DayOfWeek> days(String name) {
        List<Integer> ends = Stream.of(name.split("-", -1)).map(DAYS::indexOf).toList();
        if (ends.size() > 2 || ends.contains(-1)) {
            return List.of();
        }
        List<DayOfWeek> days = new ArrayList<>();
        DayOfWeek last = DayOfWeek.of(ends.getLast() + 1);
        DayOfWeek day = DayOfWeek.of(ends.getFirst() + 1);
        for (; day != last; day = day.plus(1)) {
            days.add(day);
        }
        days.add(last);
        return days;
    }

    private static Optional<Interval> interval(Part item) {
        return item.asText()
                .flatMap(text -> {
                    Matcher matcher = INTERVAL.matcher(text);
                    if (!matcher.matches()) {
                        item.violation(MALFORMED, "must be an interval such as 09:00-17:30");
                        return Optional.empty();
                    }
                    int from = minute(matcher.group(1), matcher.group(2));
                    int until = minute(matcher.group(3), matcher.group(4));
                    if (from < 0 || from == MINUTES_OF_A_DAY || until < 0) {
                        item.violation(
                                OUT_OF_RANGE,
                                "must be times from 00:00 to 23:59; an end may be 24:00");
                        return Optional.empty();
                    }
                    if (from == until) {
                        item.violation(
                                OUT_OF_RANGE,
                                "must not be empty; a whole day is spelled 00:00-24:00");
                        return Optional.empty();
                    }
                    return Optional.of(
                            new Interval(from, until < from ? until + MINUTES_OF_A_DAY : until));
                });
    }

    /** Minutes since midnight up to 1440, or -1 when no clock shows this. */
    private static int minute(String hour, String minute) {
        int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        return Integer.parseInt(minute) > 59 || minutes > MINUTES_OF_A_DAY ? -1 : minutes;
    }
}
