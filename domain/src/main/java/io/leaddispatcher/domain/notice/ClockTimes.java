package io.leaddispatcher.domain.notice;

import io.leaddispatcher.domain.document.Part;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Times of a day, as documents write them: {@code 07:30}. */
final class ClockTimes {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private ClockTimes() {}

    static Optional<LocalTime> read(Part part) {
        return part.parsed("a time such as 07:30", (String text) -> LocalTime.parse(text, MINUTES));
    }

    static String spelled(LocalTime time) {
        return MINUTES.format(time);
    }
}
