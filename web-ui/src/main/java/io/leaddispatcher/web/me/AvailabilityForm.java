package io.leaddispatcher.web.me;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import io.leaddispatcher.application.me.AvailabilityChange;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.TypedHours;
import io.leaddispatcher.web.layout.Words;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the forms of a rep's page say. */
final class AvailabilityForm {

    private static final List<String> DAYS =
            Arrays.stream(DayOfWeek.values()).map(day -> day.name().substring(0, 3)).toList();

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
        String delegate = text(sent, "delegate");
        return new AvailabilityChange.Away(
                time(sent, "from"),
                time(sent, "until"),
                Key.isValid(delegate) ? new RepKey(delegate) : null);
    }

    /** Days without hours are left out. */
    static AvailabilityChange hours(Map<String, String> sent) {
        Map<String, List<String>> week = new LinkedHashMap<>();
        DAYS.forEach(day -> {
            List<String> intervals = TypedHours.intervals(text(sent, day));
            if (!intervals.isEmpty()) {
                week.put(day, intervals);
            }
        });
        return new AvailabilityChange.Hours(week);
    }

    /** What of the hours cannot be understood, by the day. */
    static Map<String, String> unclear(Map<String, String> sent, Words words) {
        Map<String, String> unclear = new LinkedHashMap<>();
        DAYS.forEach(day ->
                TypedHours.problem(text(sent, day), words)
                        .ifPresent(problem -> unclear.put(day, problem)));
        return unclear;
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
