package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.People.BERLIN;
import static io.leaddispatcher.domain.roster.People.OFFICE_HOURS;
import static io.leaddispatcher.domain.roster.People.UTC;
import static io.leaddispatcher.domain.roster.People.at;
import static io.leaddispatcher.domain.roster.Reading.accepted;
import static io.leaddispatcher.domain.roster.Reading.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingHoursTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void anIntervalHasItsStartAndNotItsEnd() {
        WorkingHours hours = hours(OFFICE_HOURS);

        assertThat(hours.isOpen(at("2026-11-23T08:59:59.999999999+01:00"), BERLIN)).isFalse();
        assertThat(hours.isOpen(at("2026-11-23T09:00+01:00"), BERLIN)).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T16:59:59.999999999+01:00"), BERLIN)).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T17:00+01:00"), BERLIN)).isFalse();
        assertThat(hours.isOpen(at("2026-11-22T12:00+01:00"), BERLIN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MON, MON",
        "WED-WED, WED",
        "MON-FRI, MON TUE WED THU FRI",
        "FRI-MON, MON FRI SAT SUN",
        "SUN-SAT, MON TUE WED THU FRI SAT SUN",
    })
    void aRangeOfDaysMayWrapOverTheWeekend(String range, String days) {
        WorkingHours hours = hours(Map.of(range, List.of("12:00-13:00")));
        var open = new TreeSet<DayOfWeek>();
        for (int day = 23; day < 30; day++) {
            LocalDate date = LocalDate.of(2026, 11, day);
            if (hours.isOpen(date.atTime(12, 30).atZone(BERLIN).toInstant(), BERLIN)) {
                open.add(date.getDayOfWeek());
            }
        }

        assertThat(open.stream().map(day -> day.name().substring(0, 3)))
                .containsExactly(days.split(" "));
    }

    @Test
    void anEndBeforeItsStartRunsIntoTheNextDay() {
        WorkingHours hours = hours(Map.of("SUN", List.of("22:00-06:00")));

        assertThat(hours.isOpen(at("2026-11-22T21:59Z"), UTC)).isFalse();
        assertThat(hours.isOpen(at("2026-11-22T22:00Z"), UTC)).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T05:59Z"), UTC)).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T06:00Z"), UTC)).isFalse();
        assertThat(hours.isOpen(at("2026-11-22T05:00Z"), UTC)).isFalse();
        assertThat(hours.daysOfWork(at("2026-11-23T05:59Z"), UTC))
                .containsExactly(LocalDate.of(2026, 11, 22));
    }

    @Test
    void midnightAsAnEndIsTheEndOfTheDayInEitherSpelling() {
        for (String interval : List.of("18:00-24:00", "18:00-00:00")) {
            WorkingHours hours = hours(Map.of("MON", List.of(interval)));

            assertThat(hours.isOpen(at("2026-11-23T23:59:59Z"), UTC)).isTrue();
            assertThat(hours.isOpen(at("2026-11-24T00:00Z"), UTC)).isFalse();
        }
    }

    @Test
    void anInstantMayBelongToTheNightBeforeAndToTheDay() {
        WorkingHours hours =
                hours(Map.of("MON", List.of("22:00-10:00"), "TUE", List.of("09:00-17:00")));

        assertThat(hours.daysOfWork(at("2026-11-24T09:30Z"), UTC))
                .containsExactly(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24));
    }

    @Test
    void pain12_aDayTakesAnyNumberOfBlocksAndLunchIsClosed() {
        WorkingHours hours =
                hours(Map.of("MON-FRI", List.of("08:00-09:00", "09:30-12:00", "13:00-18:00")));

        assertThat(hours.isOpen(at("2026-11-23T09:15Z"), UTC)).isFalse();
        assertThat(hours.isOpen(at("2026-11-23T11:30Z"), UTC)).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T12:30Z"), UTC)).isFalse();
        assertThat(hours.nextOpening(at("2026-11-23T12:00Z"), UTC))
                .contains(at("2026-11-23T13:00Z"));
        assertThat(hours.isOpen(at("2026-11-23T13:00Z"), UTC)).isTrue();
    }

    /** The hours of an office stay where they are on the wall, whatever the offset does. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08",
        "America/New_York, 2026-11-01",
        "Europe/London, 2026-03-29",
        "Europe/London, 2026-10-25",
        "Australia/Sydney, 2026-04-05",
        "Australia/Sydney, 2026-10-04",
        "Asia/Kolkata, 2026-03-29",
    })
    void pain09_officeHoursDoNotShiftInTheWeeksAroundAClockChange(ZoneId zone, LocalDate change) {
        WorkingHours hours = hours(Map.of("MON-SUN", List.of("09:00-17:00")));
        for (int offset = -7; offset <= 7; offset++) {
            LocalDate day = change.plusDays(offset);
            Instant opening = day.atTime(9, 0).atZone(zone).toInstant();
            Instant evening = day.minusDays(1).atTime(17, 0).atZone(zone).toInstant();
            Instant closing = day.atTime(17, 0).atZone(zone).toInstant();

            assertThat(hours.isOpen(opening.minusNanos(1), zone)).isFalse();
            assertThat(hours.isOpen(opening, zone)).isTrue();
            assertThat(hours.isOpen(closing.minusNanos(1), zone)).isTrue();
            assertThat(hours.isOpen(closing, zone)).isFalse();
            assertThat(hours.nextOpening(evening, zone)).contains(opening);
        }
    }

    @Test
    void pain09_anHourThatNoClockShowsIsNoWorkingTime() {
        WorkingHours hours = hours(Map.of("SUN", List.of("02:00-03:00")));

        assertThat(hours.isOpen(at("2026-03-08T01:59:59-05:00"), NEW_YORK)).isFalse();
        assertThat(hours.isOpen(at("2026-03-08T03:00-04:00"), NEW_YORK)).isFalse();
        assertThat(hours.nextOpening(at("2026-03-08T00:00-05:00"), NEW_YORK))
                .contains(at("2026-03-15T02:00-04:00"));
    }

    @Test
    void pain09_anIntervalThatStartsInTheGapOpensWhenTheGapEnds() {
        WorkingHours hours = hours(Map.of("SUN", List.of("02:30-04:00")));

        assertThat(hours.nextOpening(at("2026-03-08T00:00-05:00"), NEW_YORK))
                .contains(at("2026-03-08T03:00-04:00"));
    }

    @Test
    void pain09_anHourThatClocksShowTwiceIsWorkingTimeBothTimes() {
        WorkingHours hours = hours(Map.of("SUN", List.of("00:30-01:15")));

        assertThat(hours.isOpen(at("2026-11-01T01:14-04:00"), NEW_YORK)).isTrue();
        assertThat(hours.isOpen(at("2026-11-01T01:15-04:00"), NEW_YORK)).isFalse();
        assertThat(hours.isOpen(at("2026-11-01T01:14-05:00"), NEW_YORK)).isTrue();
        assertThat(hours.nextOpening(at("2026-11-01T01:20-04:00"), NEW_YORK))
                .contains(at("2026-11-01T01:00-05:00"));
        assertThat(hours.nextOpening(at("2026-11-01T01:20-05:00"), NEW_YORK))
                .contains(at("2026-11-08T00:30-05:00"));
    }

    @Test
    void clocksThatGoBackOverMidnightShowYesterdayOnceMore() {
        // Until 2011 clocks in St. John's went back at one minute past midnight, to 23:01.
        ZoneId stJohns = ZoneId.of("America/St_Johns");
        WorkingHours hours =
                hours(Map.of("SAT", List.of("23:30-23:40"), "SUN", List.of("00:00-00:01")));

        assertThat(hours.nextOpening(at("2010-11-07T00:01-02:30").minusSeconds(1), stJohns))
                .contains(at("2010-11-07T00:00:59-02:30"));
        assertThat(hours.nextOpening(at("2010-11-06T23:45-02:30"), stJohns))
                .contains(at("2010-11-07T00:00-02:30"));
        assertThat(hours.nextOpening(at("2010-11-06T23:01-03:30"), stJohns))
                .contains(at("2010-11-06T23:30-03:30"));
        assertThat(
                        hours(Map.of("SAT", List.of("23:30-23:40")))
                                .nextOpening(at("2010-11-07T00:00:30-02:30"), stJohns))
                .contains(at("2010-11-06T23:30-03:30"));
    }

    @Test
    void theNextOpeningIsNowWhenItIsOpen() {
        Instant open = at("2026-11-23T10:00:01Z");

        assertThat(hours(OFFICE_HOURS).nextOpening(open, UTC)).contains(open);
        assertThat(WorkingHours.ALWAYS.nextOpening(open, UTC)).contains(open);
    }

    @Test
    void theNextOpeningGoesOverTheWeekendAndOverClosedDays() {
        Instant friday = at("2026-11-20T17:00Z");
        LocalDate monday = LocalDate.of(2026, 11, 23);

        assertThat(hours(OFFICE_HOURS).nextOpening(friday, UTC)).contains(at("2026-11-23T09:00Z"));
        assertThat(hours(OFFICE_HOURS).nextOpening(friday, UTC, monday::equals))
                .contains(at("2026-11-24T09:00Z"));
        assertThat(hours(OFFICE_HOURS).nextOpening(friday, UTC, _ -> true)).isEmpty();
    }

    @Test
    void hoursThatCloseEachDayNeverOpen() {
        WorkingHours hours = hours(Map.of("MON-SUN", List.of()));

        assertThat(hours.isOpen(at("2026-11-23T10:00Z"), UTC)).isFalse();
        assertThat(hours.nextOpening(at("2026-11-23T10:00Z"), UTC)).isEmpty();
    }

    @Test
    void aDocumentThatNamesNoDayCountsAsLeftOut() {
        Violations violations = new Violations();

        assertThat(WorkingHours.read(Part.root(Map.of(), violations))).isEmpty();
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FUNDAY", "mon", "MON-", "-MON", "MON-TUE-WED", "MON,TUE", "", "MON-XYZ"})
    void whatIsNoDayIsRefused(String name) {
        assertThat(refused(Map.of(name, List.of("09:00-17:00")), WorkingHours::read))
                .containsExactly("/" + name + " UNKNOWN_PROPERTY");
    }

    @ParameterizedTest
    @CsvSource({
        "9:00-17:00, MALFORMED",
        "09:00, MALFORMED",
        "09:00-17:00:00, MALFORMED",
        "٠٩:00-17:00, MALFORMED",
        "24:00-06:00, OUT_OF_RANGE",
        "09:60-17:00, OUT_OF_RANGE",
        "09:00-24:01, OUT_OF_RANGE",
        "25:00-17:00, OUT_OF_RANGE",
        "23:00-23:75, OUT_OF_RANGE",
        "09:00-09:00, OUT_OF_RANGE",
    })
    void whatIsNoIntervalIsRefused(String interval, String code) {
        assertThat(refused(Map.of("MON", List.of("08:00-08:30", interval)), WorkingHours::read))
                .containsExactly("/MON/1 " + code);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(
                        refused(
                                Map.of(
                                        "MON-WED", List.of("09:00-12:00"),
                                        "SAT", "09:00-17:00",
                                        "SUN", List.of(BigDecimal.ONE),
                                        "XXX", List.of()),
                                WorkingHours::read))
                .containsExactlyInAnyOrder(
                        "/SAT WRONG_TYPE", "/SUN/0 WRONG_TYPE", "/XXX UNKNOWN_PROPERTY");
        assertThat(refused(List.of(), WorkingHours::read)).containsExactly(" WRONG_TYPE");
    }

    @Test
    void aDayThatIsNamedTwiceIsRefused() {
        assertThat(
                        refused(
                                Map.of("MON-FRI", List.of("09:00-17:00"), "FRI", List.of()),
                                WorkingHours::read))
                .singleElement()
                .asString()
                .endsWith(" DUPLICATE");
    }

    @Test
    void hoursAreWrittenByTheDayOnWhichTheyBegin() {
        WorkingHours hours =
                hours(
                        Map.of(
                                "MON-TUE",
                                List.of("09:00-12:30", "13:30-18:00"),
                                "SAT",
                                List.of("22:00-02:00", "00:00-24:00")));

        assertThat(hours.spelled())
                .isEqualTo(
                        Map.of(
                                DayOfWeek.MONDAY, List.of("09:00-12:30", "13:30-18:00"),
                                DayOfWeek.TUESDAY, List.of("09:00-12:30", "13:30-18:00"),
                                DayOfWeek.SATURDAY, List.of("22:00-02:00", "00:00-24:00")));
    }

    @Test
    void theyAreWrittenAlikeWhereverTheMachineIs() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(hours(Map.of("MON", List.of("09:30-12:00"))).spelled())
                    .isEqualTo(Map.of(DayOfWeek.MONDAY, List.of("09:30-12:00")));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static WorkingHours hours(Map<String, ?> week) {
        return accepted(week, WorkingHours::read);
    }
}
