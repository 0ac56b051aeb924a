package io.leaddispatcher.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static DigestTime at(String time) {
        return new DigestTime(LocalTime.parse(time));
    }

    @Test
    void itIsDueFromItsTimeForTwoHours() {
        Instant due = Instant.parse("2026-11-26T07:30:00Z");
        LocalDate day = LocalDate.of(2026, 11, 26);

        assertThat(at("08:30").on(day, BERLIN)).isEqualTo(due);
        assertThat(at("08:30").dayAt(due.minusMillis(1), BERLIN)).isEmpty();
        assertThat(at("08:30").dayAt(due, BERLIN)).contains(day);
        assertThat(at("08:30").dayAt(due.plusSeconds(7_200).minusMillis(1), BERLIN)).contains(day);
        assertThat(at("08:30").dayAt(due.plusSeconds(7_200), BERLIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "23:30, 2026-11-27T00:05:00Z, 2026-11-26",
        "23:30, 2026-11-27T01:29:59Z, 2026-11-26",
        "23:30, 2026-11-27T01:30:00Z,",
        "23:59, 2026-11-27T00:00:00Z, 2026-11-26",
        "00:00, 2026-11-27T00:00:00Z, 2026-11-27",
        "00:00, 2026-11-26T23:59:59Z,",
    })
    void afterMidnightItIsThatOfYesterday(String time, Instant now, LocalDate day) {
        assertThat(at(time).dayAt(now, ZoneOffset.UTC).orElse(null)).isEqualTo(day);
    }

    @Test
    void aTimeThatTheClocksSkipIsThatMuchLaterAndOneThatComesTwiceIsTheFirst() {
        // 02:30 does not exist on this day: 03:30, which is 01:30 UTC.
        assertThat(at("02:30").dayAt(Instant.parse("2026-03-29T01:29:59Z"), BERLIN)).isEmpty();
        assertThat(at("02:30").dayAt(Instant.parse("2026-03-29T01:30:00Z"), BERLIN)).isPresent();
        // It is 02:30 twice: at 00:30 and at 01:30 UTC.
        assertThat(at("02:30").dayAt(Instant.parse("2026-10-25T00:29:59Z"), BERLIN)).isEmpty();
        assertThat(at("02:30").dayAt(Instant.parse("2026-10-25T00:30:00Z"), BERLIN)).isPresent();
        assertThat(at("02:30").dayAt(Instant.parse("2026-10-25T02:29:59Z"), BERLIN)).isPresent();
        assertThat(at("02:30").dayAt(Instant.parse("2026-10-25T02:30:00Z"), BERLIN)).isEmpty();
    }

    /** The days go on by one, and none comes back: whoever notes the last one misses none. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-27",
        "Europe/Berlin, 2026-10-23",
        // Here the clocks went from midnight back to 23:00 and from midnight on to 01:00.
        "America/Sao_Paulo, 2018-02-15",
        "America/Sao_Paulo, 2018-11-01",
    })
    void whoLooksOftenEnoughFindsEachDayOnceAlsoWhenTheClocksChange(ZoneId zone, LocalDate first) {
        for (int minute = 0; minute < 24 * 60; minute += 17) {
            var daily = new DigestTime(LocalTime.ofSecondOfDay(minute * 60L));
            Instant at = daily.on(first, zone);
            Instant end = daily.on(first.plusDays(5), zone);
            List<LocalDate> found = new ArrayList<>();
            for (; at.isBefore(end); at = at.plus(Duration.ofMinutes(59))) {
                daily.dayAt(at, zone)
                        .filter(day -> found.isEmpty() || !found.getLast().equals(day))
                        .ifPresent(found::add);
            }
            assertThat(found)
                    .as("%s in %s", daily.at(), zone)
                    .containsExactly(
                            first,
                            first.plusDays(1),
                            first.plusDays(2),
                            first.plusDays(3),
                            first.plusDays(4));
        }
    }
}
