package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.People.BERLIN;
import static io.leaddispatcher.domain.roster.People.OFFICE_HOURS;
import static io.leaddispatcher.domain.roster.People.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.roster.Schedule.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant FRIDAY_HALF_PAST_FOUR = at("2026-11-20T16:30+01:00");

    @Test
    void aDeadlineGoesOnAfterTheWeekend() {
        Schedule office = schedule(OFFICE_HOURS);

        assertThat(office.plus(FRIDAY_HALF_PAST_FOUR, Duration.ofHours(2)))
                .contains(at("2026-11-23T10:30+01:00"));
        assertThat(office.between(FRIDAY_HALF_PAST_FOUR, at("2026-11-23T10:30+01:00")))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aDeadlineThatIsUpAtClosingTimeIsNotPutOffToTheNextOpening() {
        assertThat(schedule(OFFICE_HOURS).plus(FRIDAY_HALF_PAST_FOUR, Duration.ofMinutes(30)))
                .contains(at("2026-11-20T17:00+01:00"));
    }

    @Test
    void noTimeIsOverAtOnceAlsoAtNight() {
        Instant night = at("2026-11-21T03:00+01:00");

        assertThat(schedule(OFFICE_HOURS).plus(night, Duration.ZERO)).contains(night);
        assertThat(schedule(OFFICE_HOURS).between(night, night)).isZero();
    }

    @Test
    void holidaysAreNoOpenTime() {
        Schedule office =
                new Schedule(
                        List.of(shift(OFFICE_HOURS, BERLIN)),
                        Set.of(Reading.accepted("DE-BE", HolidayCalendar::read)));
        // International Women's Day of 2027 is a Monday
        Instant friday = at("2027-03-05T16:00+01:00");

        assertThat(office.plus(friday, Duration.ofHours(2))).contains(at("2027-03-09T10:00+01:00"));
        assertThat(office.between(friday, at("2027-03-09T09:00+01:00")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aNightInWhichClocksGoBackIsAnHourLonger() {
        Schedule night = schedule(Map.of("SAT", List.of("22:00-06:00")));

        assertThat(night.between(at("2026-10-24T12:00Z"), at("2026-10-25T12:00Z")))
                .isEqualTo(Duration.ofHours(9));
        assertThat(night.between(at("2026-03-28T12:00Z"), at("2026-03-29T12:00Z")))
                .isEqualTo(Duration.ofHours(7));
    }

    @Test
    void whatTwoShiftsHaveInCommonCountsOnce() {
        Schedule both =
                new Schedule(
                        List.of(
                                shift(OFFICE_HOURS, BERLIN),
                                shift(OFFICE_HOURS, ZoneId.of("Europe/London"))),
                        Set.of());

        assertThat(both.between(at("2026-11-23T00:00Z"), at("2026-11-24T00:00Z")))
                .isEqualTo(Duration.ofHours(9));
    }

    @Test
    void aMinuteAWeekIsNoDayInTenYears() {
        Schedule seldom = schedule(Map.of("SUN", List.of("02:00-02:01")));

        assertThat(seldom.plus(FRIDAY_HALF_PAST_FOUR, Duration.ofDays(1))).isEmpty();
    }

    @Test
    void timeIsAddedAndMeasuredForward() {
        Schedule office = schedule(OFFICE_HOURS);

        assertThatThrownBy(() -> office.plus(FRIDAY_HALF_PAST_FOUR, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("open time to add (PT-1S) must not be negative");
        assertThatThrownBy(() ->
                        office.between(
                                FRIDAY_HALF_PAST_FOUR, FRIDAY_HALF_PAST_FOUR.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be measured to later");
    }

    private static Schedule schedule(Map<String, List<String>> hours) {
        return new Schedule(List.of(shift(hours, BERLIN)), Set.of());
    }

    private static Shift shift(Map<String, List<String>> hours, ZoneId zone) {
        return new Shift(Reading.accepted(hours, WorkingHours::read), zone);
    }
}
