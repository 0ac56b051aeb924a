package io.leaddispatcher.web.lead;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** An end of the time that a list is of: a whole day, as people choose it, or an instant. */
sealed interface FilterDay {

    /** A day of whoever reads the list. */
    record Whole(LocalDate day) implements FilterDay {

        @Override
        public String toString() {
            return day.toString();
        }
    }

    /** As links from reports say it, whose time is no whole days. */
    record Exactly(Instant at) implements FilterDay {

        @Override
        public String toString() {
            return at.toString();
        }
    }

    /** Null when it says none, or one that no list can be of. */
    static @Nullable FilterDay read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? new Whole(LocalDate.parse(text))
                    : new Exactly(Instant.parse(text));
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Inclusive. */
    default Instant begins(ZoneId zone) {
        return switch (this) {
            case Whole(var day) -> day.atStartOfDay(zone).toInstant();
            case Exactly(var at) -> at;
        };
    }

    /** Exclusive. */
    default Instant ends(ZoneId zone) {
        return switch (this) {
            case Whole(var day) -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case Exactly(var at) -> at;
        };
    }

    /** The day on which it is. */
    default LocalDate day(ZoneId zone) {
        return switch (this) {
            case Whole(var day) -> day;
            case Exactly(var at) -> LocalDate.ofInstant(at, zone);
        };
    }
}
