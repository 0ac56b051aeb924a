package io.leaddispatcher.domain.notice;

import static io.leaddispatcher.domain.notice.Way.EMAIL;
import static io.leaddispatcher.domain.notice.Way.PUSH;
import static io.leaddispatcher.domain.notice.Way.SLACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0));
    private static final Instant NOON = Instant.parse("2026-11-26T11:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T23:00:00Z");
    private static final Set<Way> ALL = Set.of(SLACK, EMAIL, PUSH);

    private static Notice notice(
            NoticeKind kind, @Nullable Set<Way> chosen, @Nullable QuietHours quiet, Instant at) {
        return new Notice(
                kind,
                new NotificationChoices(
                        chosen == null ? Map.of() : Map.of(kind, chosen), quiet, null),
                BERLIN,
                at);
    }

    private static Set<Way> ways(NoticeKind kind, @Nullable Set<Way> chosen, Set<Way> usable) {
        return notice(kind, chosen, null, NOON).ways(Set.of(), usable);
    }

    @Test
    void whoHasChosenNothingIsToldInSlackElseByMailAndOfTasksNotAtAll() {
        for (NoticeKind kind : NoticeKind.values()) {
            boolean asked = kind != NoticeKind.TASK_DUE;
            assertThat(ways(kind, null, ALL)).isEqualTo(asked ? Set.of(SLACK) : Set.of());
            assertThat(ways(kind, null, Set.of(EMAIL, PUSH)))
                    .isEqualTo(asked ? Set.of(EMAIL) : Set.of());
        }
    }

    @Test
    void whatIsChosenHoldsAsFarAsItCanBeUsed() {
        assertThat(ways(NoticeKind.REMINDER, Set.of(PUSH), ALL)).containsExactly(PUSH);
        assertThat(ways(NoticeKind.TASK_DUE, Set.of(PUSH, EMAIL), ALL))
                .containsExactlyInAnyOrder(PUSH, EMAIL);
        assertThat(ways(NoticeKind.REMINDER, Set.of(PUSH), Set.of(SLACK))).containsExactly(SLACK);
        assertThat(ways(NoticeKind.NEW_LEAD, Set.of(SLACK, PUSH), Set.of(EMAIL, PUSH)))
                .containsExactlyInAnyOrder(EMAIL, PUSH);
    }

    @Test
    void allButANewLeadCanBeMuted() {
        assertThat(ways(NoticeKind.REMINDER, Set.of(), ALL)).isEmpty();
        assertThat(ways(NoticeKind.GONE, Set.of(), ALL)).isEmpty();
        assertThat(ways(NoticeKind.NEW_LEAD, Set.of(), ALL)).containsExactly(SLACK);
    }

    @Test
    void whatTheRuleNamesHoldsAndTheRepCanAddToIt() {
        Notice wished = notice(NoticeKind.NEW_LEAD, Set.of(PUSH), null, NOON);

        assertThat(wished.ways(Set.of(EMAIL), ALL)).containsExactlyInAnyOrder(EMAIL, PUSH);
        assertThat(wished.ways(Set.of(EMAIL), Set.of(SLACK))).containsExactly(SLACK);
    }

    @Test
    void inQuietHoursANewLeadComesWithoutNoise() {
        assertThat(
                        notice(NoticeKind.NEW_LEAD, Set.of(SLACK, PUSH), NIGHT, MIDNIGHT)
                                .ways(Set.of(), ALL))
                .containsExactly(SLACK);
        assertThat(notice(NoticeKind.NEW_LEAD, Set.of(PUSH), NIGHT, MIDNIGHT).ways(Set.of(), ALL))
                .containsExactly(SLACK);
        assertThat(notice(NoticeKind.NEW_LEAD, Set.of(PUSH), NIGHT, NOON).ways(Set.of(), ALL))
                .containsExactly(PUSH);
        assertThat(notice(NoticeKind.REMINDER, Set.of(PUSH), NIGHT, MIDNIGHT).ways(Set.of(), ALL))
                .containsExactly(PUSH);
    }

    @Test
    void whatCanWaitWaitsForTheEndOfTheQuietAndANewLeadNever() {
        assertThat(notice(NoticeKind.REMINDER, null, NIGHT, MIDNIGHT).dueAt())
                .isEqualTo(Instant.parse("2026-11-27T06:00:00Z"));
        assertThat(notice(NoticeKind.REMINDER, null, NIGHT, NOON).dueAt()).isEqualTo(NOON);
        assertThat(notice(NoticeKind.REMINDER, null, null, MIDNIGHT).dueAt()).isEqualTo(MIDNIGHT);
        assertThat(notice(NoticeKind.NEW_LEAD, null, NIGHT, MIDNIGHT).dueAt()).isEqualTo(MIDNIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        // from, until, at, quiet, end
        "20:00, 07:00, 2026-11-26T18:59:59Z, false, 2026-11-26T18:59:59Z",
        "20:00, 07:00, 2026-11-26T19:00:00Z, true, 2026-11-27T06:00:00Z",
        "20:00, 07:00, 2026-11-27T05:59:59Z, true, 2026-11-27T06:00:00Z",
        "20:00, 07:00, 2026-11-27T06:00:00Z, false, 2026-11-27T06:00:00Z",
        "12:00, 13:00, 2026-11-26T11:30:00Z, true, 2026-11-26T12:00:00Z",
        "12:00, 13:00, 2026-11-26T12:00:00Z, false, 2026-11-26T12:00:00Z",
        "12:00, 13:00, 2026-11-26T10:59:00Z, false, 2026-11-26T10:59:00Z",
        // Clocks go back at three: the first 02:30 is the end, and the second is quiet and over.
        "22:00, 02:30, 2026-10-25T00:15:00Z, true, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T01:15:00Z, true, 2026-10-25T01:15:00Z",
        // Clocks go forward at two: no clock shows 02:30, and 03:30 ends it.
        "22:00, 02:30, 2026-03-29T00:30:00Z, true, 2026-03-29T01:30:00Z"
    })
    void quietGoesByTheClockOnTheWall(
            LocalTime from, LocalTime until, Instant at, boolean quiet, Instant end) {
        QuietHours hours = new QuietHours(from, until);

        assertThat(hours.covers(at, BERLIN)).isEqualTo(quiet);
        assertThat(hours.end(at, BERLIN)).isEqualTo(end);
    }

    @Test
    void anOfferedLeadAlwaysGoesOutByAWayThatThereIs() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 5_000; i++) {
            Set<Way> usable = some(random);
            usable.add(random.nextBoolean() ? SLACK : EMAIL);
            Set<Way> named = some(random);
            named.remove(PUSH);
            Notice notice =
                    notice(
                            NoticeKind.NEW_LEAD,
                            random.nextInt(4) == 0 ? null : some(random),
                            random.nextBoolean() ? NIGHT : null,
                            NOON.plusSeconds(random.nextLong(200_000)));

            assertThat(notice.ways(named, usable)).isNotEmpty().isSubsetOf(usable);
            assertThat(notice.dueAt()).isEqualTo(notice.at());
        }
    }

    private static Set<Way> some(SplittableRandom random) {
        Set<Way> some = EnumSet.noneOf(Way.class);
        for (Way way : Way.values()) {
            if (random.nextBoolean()) {
                some.add(way);
            }
        }
        return some;
    }

    @Test
    void whereThereIsNoWayNothingGoesOut() {
        assertThat(ways(NoticeKind.REMINDER, null, Set.of())).isEmpty();
    }
}
