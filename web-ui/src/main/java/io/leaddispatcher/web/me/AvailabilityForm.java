package io.leaddispatcher.web.me;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.application.me.AvailabilityChange;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the forms of a rep's page say. */
final class AvailabilityForm {

    private AvailabilityForm() {}

    static AvailabilityChange availability(Map<String, String> sent) {
        return switch (text(sent, "change")) {
            case "pause" -> new AvailabilityChange.Pause();
            case "back" -> new AvailabilityChange.Back();
            case "stay" -> new AvailabilityChange.Stay(instant(text(sent, "from")));
            default -> away(sent);
        };
    }

    private static AvailabilityChange away(Map<String, String> sent) {
        LocalDateTime from = time(sent, "from");
        LocalDateTime until = time(sent, "until");
        String delegate = text(sent, "delegate");
        if (until == null) {
            throw new InvalidInputException("/until", REQUIRED, "until is required");
        }
        return new AvailabilityChange.Away(
                from, until, Key.isValid(delegate) ? new RepKey(delegate) : null);
    }

    /** Days without hours are left out. */
    static AvailabilityChange hours(Map<String, String> sent) {
        Map<String, List<String>> week = new LinkedHashMap<>();
        Arrays.stream(DayOfWeek.values())
                .map(day -> day.name().substring(0, 3))
                .forEach(day -> {
                    List<String> intervals = intervals(text(sent, day));
                    if (!intervals.isEmpty()) {
                        week.put(day, intervals);
                    }
                });
        return new AvailabilityChange.Hours(week);
    }

    /** {@code 9:00 – 12:30, 13:30–18:00} too. */
    private static List<String> intervals(String text) {
        return Stream.of(
                        text.replaceAll("\\s*[-\u2013\u2014]\\s*", "-")
                                .replaceAll("(?<!\\d)(\\d:)", "0$1")
                                .split("[,;\\s]+", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static @Nullable LocalDateTime time(Map<String, String> sent, String name) {
        String text = text(sent, name);
        try {
            return text.isEmpty() ? null : LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("/" + name, MALFORMED, "must be a day and a time");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("/from", MALFORMED, "must be an instant");
        }
    }

    private static String text(Map<String, String> sent, String name) {
        return sent.getOrDefault(name, "").strip();
    }
}
