package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.Reading.accepted;
import static io.leaddispatcher.domain.roster.Reading.refused;
import static io.leaddispatcher.domain.roster.Reading.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "DE, 2026-10-03, true",
        "DE, 2026-03-08, false",
        "DE-BE, 2026-10-03, true",
        "DE-BE, 2026-03-08, true",
        "DE-BY, 2026-03-08, false",
        "DE-BY, 2026-01-06, true",
        "DE-BE, 2026-12-24, false",
        "US-CA, 2026-11-26, true",
        "US-CA, 2026-03-31, true",
        "US-NY, 2026-03-31, false",
        "GB-ENG, 2026-08-31, true",
        "GB-SCT, 2026-08-31, false",
        "GB-SCT, 2026-08-03, true",
        "GB-ENG, 2026-08-03, false",
        "IN, 2026-01-26, true",
        "AU-NSW, 2026-01-26, true",
    })
    void pain13_aDayIsAHolidayOnlyInTheRegionsThatHaveIt(
            String region, LocalDate day, boolean holiday) {
        assertThat(calendar(region).isHoliday(day)).isEqualTo(holiday);
    }

    @Test
    void aHolidayThatIsMadeUpForClosesBothDays() {
        assertThat(calendar("GB-ENG").isHoliday(LocalDate.of(2027, 12, 25))).isTrue();
        assertThat(calendar("GB-ENG").isHoliday(LocalDate.of(2027, 12, 27))).isTrue();
        assertThat(calendar("US").isHoliday(LocalDate.of(2026, 7, 3))).isTrue();
        assertThat(calendar("US").isHoliday(LocalDate.of(2026, 7, 4))).isTrue();
    }

    @Test
    void newYearMayBeMadeUpForInTheYearBefore() {
        assertThat(calendar("US").isHoliday(LocalDate.of(2021, 12, 31))).isTrue();
        assertThat(calendar("US").isHoliday(LocalDate.of(2022, 12, 31))).isFalse();
    }

    @Test
    void farYearsHaveNoHolidays() {
        assertThat(calendar("DE").isHoliday(LocalDate.of(1899, 12, 25))).isFalse();
        assertThat(calendar("DE").isHoliday(LocalDate.of(1900, 12, 25))).isTrue();
        assertThat(calendar("DE").isHoliday(LocalDate.of(2150, 12, 25))).isTrue();
        assertThat(calendar("DE").isHoliday(LocalDate.of(2151, 12, 25))).isFalse();
        assertThat(calendar("DE").isHoliday(LocalDate.MAX)).isFalse();
        assertThat(calendar("SA").isHoliday(LocalDate.of(2150, 1, 2))).isFalse();
        assertThat(calendar("SA").isHoliday(LocalDate.of(1900, 1, 2))).isFalse();
    }

    @Test
    void aRegionHasOneCalendarHoweverItIsSpelled() {
        assertThat(calendar(" us-ny-nyc ")).isSameAs(calendar("US-NY-NYC"));
        assertThat(calendar("us-ny-nyc").region()).isEqualTo("US-NY-NYC");
    }

    @Test
    void aRegionThatIsNotKnownIsRefusedWithWhatIsAllowed() {
        for (String region : List.of("ZZ", "Germany", "DE-ZZ", "DE-BE-XX", "DE-", "-BE", "DE_BE")) {
            assertThat(refused(region, HolidayCalendar::read)).containsExactly(" OUT_OF_RANGE");
        }
        assertThat(refused(List.of("DE"), HolidayCalendar::read)).containsExactly(" WRONG_TYPE");
        assertThat(words("ZZ", HolidayCalendar::read))
                .containsExactly(
                        "must be a country such as DE, or a part of one such as DE-BE, US-CA,"
                                + " GB-ENG");
        assertThat(words("GB-LON", HolidayCalendar::read))
                .containsExactly("must be one of GB, GB-ENG, GB-NIR, GB-SCT, GB-WLS");
        assertThat(words("DE-BE-XX", HolidayCalendar::read))
                .containsExactly("must be one of DE-BE");
    }

    private static HolidayCalendar calendar(String region) {
        return accepted(region, HolidayCalendar::read);
    }
}
