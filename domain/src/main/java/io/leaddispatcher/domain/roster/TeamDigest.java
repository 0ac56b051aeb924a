package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import com.google.common.collect.Sets;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.notice.DigestTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When a team gets a summary of its leads, in the team's zone.
 *
 * @param at as of {@link DigestTime}
 * @param days at least one
 */
public record TeamDigest(LocalTime at, Set<DayOfWeek> days) {

    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

    public TeamDigest {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a digest on no day");
        }
        days = Sets.immutableEnumSet(days);
    }

    /**
     * A summary that is to be made.
     *
     * @param day in the team's zone; there is one summary of it
     * @param since when the one before was due
     */
    public record Due(LocalDate day, Instant since) {}

    /**
     * Reads {@code {"at":"08:30","days":"MON-FRI"}}; without days it is every day. Empty when the
     * violations leave none.
     */
    static Optional<TeamDigest> read(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<LocalTime> at = part.requiredProperty("at").flatMap(TeamDigest::time);
        Optional<Part> named = part.property("days");
        Set<DayOfWeek> days =
                named.isEmpty()
                        ? EnumSet.allOf(DayOfWeek.class)
                        : named.flatMap(TeamDigest::days)
                                .orElseGet(() -> EnumSet.noneOf(DayOfWeek.class));
        part.refuseUnknown();
        return days.isEmpty() ? Optional.empty() : at.map(time -> new TeamDigest(time, days));
    }

    private static Optional<LocalTime> time(Part part) {
        return part.asText()
                .flatMap(text -> {
                    if (!TIME.matcher(text).matches()) {
                        part.violation(MALFORMED, "must be a time of the day such as 08:30");
                        return Optional.empty();
                    }
                    return Optional.of(LocalTime.parse(text));
                });
    }

    /** {@code MON-FRI}, {@code SAT}, {@code MON,WED,FRI}. */
    private static Optional<Set<DayOfWeek>> days(Part part) {
        return part.asText()
                .flatMap(text -> {
                    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
                    for (String name : text.split(",", -1)) {
                        List<DayOfWeek> found = WorkingHoursReading.days(name.strip());
                        if (found.isEmpty()) {
                            part.violation(MALFORMED, "must be days such as MON-FRI or MON,WED");
                            return Optional.empty();
                        }
                        days.addAll(found);
                    }
                    return Optional.of(days);
                });
    }

    /** The summary that is due and not too late; that of yesterday may be, after midnight. */
    public Optional<Due> dueAt(Instant now, ZoneId zone) {
        var time = new DigestTime(at);
        return time.dayAt(now, zone)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(day -> new Due(day, time.on(before(day), zone)));
    }

    private LocalDate before(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!days.contains(before.getDayOfWeek())) {
            before = before.minusDays(1);
        }
        return before;
    }
}
