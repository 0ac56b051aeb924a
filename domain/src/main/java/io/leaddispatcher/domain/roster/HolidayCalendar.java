package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import com.google.common.collect.ImmutableSet;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.leaddispatcher.domain.document.Part;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The public and bank holidays of a region: a country such as {@code DE}, or a part of one such as
 * {@code DE-BE}, {@code US-CA}, {@code GB-ENG}. One instance per region.
 *
 * <p>A holiday that is made up for on another day (Christmas on a Saturday) closes both days. Days
 * that are observed without being off work are left out.
 */
public final class HolidayCalendar {

    // Rules for far years are guesses, and moon calendars have no data for them.
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2150;

    private static final Map<String, HolidayCalendar> KNOWN = new ConcurrentHashMap<>();

    private final String region;
    private final HolidayManager manager;
    private final String[] parts;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private HolidayCalendar(String region, HolidayManager manager, List<String> parts) {
        this.region = region;
        this.manager = manager;
        this.parts = parts.toArray(String[]::new);
    }

    /** A region that is not known is a violation. */
    public static Optional<HolidayCalendar> read(Part document) {
        return document.asText()
                .flatMap(text -> {
                    String region = text.toUpperCase(Locale.ROOT);
                    HolidayCalendar known = KNOWN.get(region);
                    return known == null ? load(region, document) : Optional.of(known);
                });
    }

    public String region() {
        return region;
    }

    /** No holidays are known before 1900 and after 2150. */
    public boolean isHoliday(LocalDate day) {
        int year = day.getYear();
        return year >= FIRST_YEAR
                && year <= LAST_YEAR
                && years.computeIfAbsent(year, this::holidays).contains(day);
    }

    private Set<LocalDate> holidays(int year) {
        // New Year's Day may be made up for in December.
        return IntStream.rangeClosed(year - 1, year + 1)
                .mapToObj(either -> manager.getHolidays(Year.of(either), parts))
                .flatMap(Set::stream)
                .filter(holiday -> holiday.getType() != HolidayType.OBSERVANCE)
                .flatMap(HolidayCalendar::days)
                .filter(day -> day.getYear() == year)
                .collect(ImmutableSet.toImmutableSet());
    }

    private static Stream<LocalDate> days(Holiday holiday) {
        return Stream.concat(
                Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream());
    }

    private static Optional<HolidayCalendar> load(String region, Part document) {
        List<String> path = Arrays.asList(region.toLowerCase(Locale.ROOT).split("-", -1));
        Optional<HolidayManager> manager = country(path.getFirst());
        if (manager.isEmpty()) {
            document.violation(
                    OUT_OF_RANGE,
                    "must be a country such as DE, or a part of one such as DE-BE, US-CA, GB-ENG");
            return Optional.empty();
        }
        List<String> parts = path.subList(1, path.size());
        CalendarHierarchy place = manager.get().getCalendarHierarchy();
        for (int depth = 0; depth < parts.size(); depth++) {
            CalendarHierarchy inner = place.getChildren().get(parts.get(depth));
            if (inner == null) {
                document.violation(OUT_OF_RANGE, allowed(path.subList(0, depth + 1), place));
                return Optional.empty();
            }
            place = inner;
        }
        return Optional.of(
                KNOWN.computeIfAbsent(
                        region, _ -> new HolidayCalendar(region, manager.get(), parts)));
    }

    private static Optional<HolidayManager> country(String code) {
        // By the enum and not by getSupportedCalendarCodes, which spells them by the default
        // locale.
        return Stream.of(de.focus_shift.jollyday.core.HolidayCalendar.values())
                .filter(calendar -> calendar.getId().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .map(_ -> HolidayManager.getInstance(ManagerParameters.create(code)));
    }

    private static String allowed(List<String> path, CalendarHierarchy place) {
        String prefix = String.join("-", path).toUpperCase(Locale.ROOT);
        return Stream.concat(
                        Stream.of(prefix),
                        place.getChildren().keySet().stream()
                                .sorted()
                                .map(child -> prefix + "-" + child.toUpperCase(Locale.ROOT)))
                .collect(Collectors.joining(", ", "must be one of ", ""));
    }
}
