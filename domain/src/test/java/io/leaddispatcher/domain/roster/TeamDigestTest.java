package io.leaddispatcher.domain.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.notice.DigestTime;
import io.leaddispatcher.domain.roster.TeamDigest.Due;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamDigestTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final TeamDigest WEEKDAYS =
            new TeamDigest(LocalTime.of(8, 30), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private static Optional<TeamDigest> read(Map<String, ?> document) {
        return TeamDigest.read(Part.root(document, new Violations()));
    }

    private static List<String> refused(Object document) {
        Violations violations = new Violations();
        assertThat(TeamDigest.read(Part.root(document, violations))).isEmpty();
        return violations.list().stream().map(v -> v.pointer() + " " + v.code()).toList();
    }

    @Test
    void itHasATimeAndDays() {
        assertThat(read(Map.of("at", "08:30", "days", "MON-FRI"))).contains(WEEKDAYS);
        assertThat(read(Map.of("at", "23:59", "days", "SAT, MON")).orElseThrow().days())
                .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.MONDAY);
        assertThat(read(Map.of("at", "00:00")).orElseThrow().days()).hasSize(7);
        assertThatThrownBy(() -> new TeamDigest(LocalTime.NOON, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8:30", "24:00", "08:60", "noon"})
    void whatIsNoTimeIsRefused(String at) {
        assertThat(refused(Map.of("at", at))).containsExactly("/at MALFORMED");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(refused("08:30")).containsExactly(" WRONG_TYPE");
        assertThat(refused(Map.of("days", "MON"))).containsExactly("/at REQUIRED");
        assertThat(refused(Map.of("at", "08:30", "days", "MON,FOO")))
                .containsExactly("/days MALFORMED");
        assertThat(refused(Map.of("at", "08:30", "days", 5))).containsExactly("/days WRONG_TYPE");
        assertThat(TeamDigest.read(Part.root(Map.of("at", "08:30", "to", "C1"), new Violations())))
                .isPresent();
    }

    @Test
    void itIsDueFromItsTimeForTwoHours() {
        Instant due = Instant.parse("2026-11-26T07:30:00Z"); // A Thursday.

        assertThat(WEEKDAYS.dueAt(due.minusMillis(1), BERLIN)).isEmpty();
        assertThat(WEEKDAYS.dueAt(due, BERLIN))
                .contains(new Due(LocalDate.of(2026, 11, 26), due.minus(Duration.ofDays(1))));
        assertThat(WEEKDAYS.dueAt(due.plus(DigestTime.LATEST).minusMillis(1), BERLIN)).isPresent();
        assertThat(WEEKDAYS.dueAt(due.plus(DigestTime.LATEST), BERLIN)).isEmpty();
    }

    @Test
    void onMondayItTellsOfTheWeekendToo() {
        Instant monday = Instant.parse("2026-11-30T07:30:00Z");

        assertThat(WEEKDAYS.dueAt(monday, BERLIN).orElseThrow().since())
                .isEqualTo(Instant.parse("2026-11-27T07:30:00Z"));
        assertThat(WEEKDAYS.dueAt(monday.minus(Duration.ofDays(1)), BERLIN)).isEmpty();
    }

    @Test
    void afterMidnightItIsThatOfYesterday() {
        var late = new TeamDigest(LocalTime.of(23, 30), EnumSet.of(DayOfWeek.THURSDAY));

        assertThat(late.dueAt(Instant.parse("2026-11-27T00:15:00Z"), ZoneOffset.UTC))
                .contains(
                        new Due(LocalDate.of(2026, 11, 26), Instant.parse("2026-11-19T23:30:00Z")));
    }

    @Test
    void aTimeThatTheClocksSkipIsThatMuchLaterAndOneThatComesTwiceIsTheFirst() {
        var night = new TeamDigest(LocalTime.of(2, 30), EnumSet.allOf(DayOfWeek.class));

        // 02:30 does not exist on this day: 03:30, which is 01:30 UTC.
        assertThat(night.dueAt(Instant.parse("2026-03-29T01:29:59Z"), BERLIN)).isEmpty();
        assertThat(night.dueAt(Instant.parse("2026-03-29T01:30:00Z"), BERLIN)).isPresent();
        // It is 02:30 twice: at 00:30 and at 01:30 UTC.
        Due first = night.dueAt(Instant.parse("2026-10-25T00:30:00Z"), BERLIN).orElseThrow();
        assertThat(night.dueAt(Instant.parse("2026-10-25T01:30:00Z"), BERLIN)).contains(first);
    }

    @Test
    void whoLooksOftenEnoughFindsEveryDayAlsoWhenTheClocksChange() {
        Instant end = Instant.parse("2026-04-01T00:00:00Z");
        for (int minute = 0; minute < 24 * 60; minute += 17) {
            var daily =
                    new TeamDigest(
                            LocalTime.ofSecondOfDay(minute * 60L), EnumSet.allOf(DayOfWeek.class));
            for (Duration pause : List.of(Duration.ofMinutes(1), Duration.ofMinutes(119))) {
                Set<LocalDate> found = new HashSet<>();
                Instant at = Instant.parse("2026-03-27T00:00:00Z");
                for (; at.isBefore(end); at = at.plus(pause)) {
                    daily.dueAt(at, BERLIN).ifPresent(due -> found.add(due.day()));
                }
                assertThat(found)
                        .as("%s, looked at each %s", daily.at(), pause)
                        .contains(
                                LocalDate.of(2026, 3, 28),
                                LocalDate.of(2026, 3, 29),
                                LocalDate.of(2026, 3, 30));
            }
        }
    }
}
