package io.leaddispatcher.domain.waiting;

import static io.leaddispatcher.domain.roster.People.BEN;
import static io.leaddispatcher.domain.roster.People.MIA;
import static io.leaddispatcher.domain.roster.People.OFFICE_HOURS;
import static io.leaddispatcher.domain.roster.People.rep;
import static io.leaddispatcher.domain.roster.People.roster;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.waiting.Reopening.Busy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When somebody can be given work again. The office opens at nine and closes at five, UTC. */
class ReopeningTest {

    private static final Instant WEDNESDAY_NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant WEDNESDAY_NIGHT = Instant.parse("2026-11-25T20:00:00Z");
    private static final Instant THURSDAY_MORNING = Instant.parse("2026-11-26T09:00:00Z");

    private static Optional<Instant> back(Instant at, Map<String, ?> document, Busy busy) {
        Rep mia = rep(MIA, document);
        return new Reopening(roster(List.of(mia)), at).of(mia, busy, Respect.ALL, false, null);
    }

    private static Busy busy(int open, int today, int hour, @Nullable Instant hourEnds) {
        return new Busy(new Workload(open, today, hour), hourEnds);
    }

    private static Map<String, Object> capacity(String limit, int most) {
        return Map.of("capacity", Map.of(limit, BigDecimal.valueOf(most)));
    }

    private static Map<String, Object> away(String from, String to) {
        return Map.of("workingHours", OFFICE_HOURS, "outOfOffice", List.of(absence(from, to)));
    }

    private static Map<String, Object> absence(String from, String to) {
        return Map.of("from", from, "to", to);
    }

    @Test
    void whoIsThereIsThereNow() {
        assertThat(back(WEDNESDAY_NOON, Map.of("workingHours", OFFICE_HOURS), Busy.NOTHING))
                .contains(WEDNESDAY_NOON);
    }

    @Test
    void whoHasGoneHomeComesBackWhenTheHoursOpen() {
        assertThat(back(WEDNESDAY_NIGHT, Map.of("workingHours", OFFICE_HOURS), Busy.NOTHING))
                .contains(THURSDAY_MORNING);
    }

    @Test
    void anAbsenceThatEndsAtNightIsOverInTheMorning() {
        assertThat(
                        back(
                                WEDNESDAY_NOON,
                                away("2026-11-25T00:00:00Z", "2026-11-25T22:00:00Z"),
                                Busy.NOTHING))
                .contains(THURSDAY_MORNING);
    }

    @Test
    void absencesThatFollowEachOtherAreOne() {
        assertThat(
                        back(
                                WEDNESDAY_NOON,
                                Map.of(
                                        "outOfOffice",
                                        List.of(
                                                absence(
                                                        "2026-11-27T00:00:00Z",
                                                        "2026-11-28T00:00:00Z"),
                                                absence(
                                                        "2026-11-25T00:00:00Z",
                                                        "2026-11-27T00:00:00Z"))),
                                Busy.NOTHING))
                .contains(Instant.parse("2026-11-28T00:00:00Z"));
    }

    @Test
    void anAbsenceThatLastsLongerThanAnybodyWaitsIsNone() {
        Map<String, Object> document =
                Map.of(
                        "workingHours",
                        Map.of("MON", List.of("09:00-10:00")),
                        "outOfOffice",
                        IntStream.range(0, 60)
                                .mapToObj(week ->
                                        absence(
                                                WEDNESDAY_NOON
                                                        .plusSeconds(week * 604_800L)
                                                        .toString(),
                                                WEDNESDAY_NOON
                                                        .plusSeconds(week * 604_800L + 590_000)
                                                        .toString()))
                                .toList());

        assertThat(back(WEDNESDAY_NOON, document, Busy.NOTHING)).isEmpty();
    }

    @Test
    void theLimitOfADayEndsAtMidnightAndThatOfAnHourWhenTheHourIsOver() {
        Instant soon = WEDNESDAY_NOON.plusSeconds(600);

        assertThat(back(WEDNESDAY_NOON, capacity("perDay", 3), busy(0, 3, 3, null)))
                .contains(Instant.parse("2026-11-26T00:00:00Z"));
        assertThat(back(WEDNESDAY_NOON, capacity("perDay", 3), busy(0, 2, 2, null)))
                .contains(WEDNESDAY_NOON);
        assertThat(back(WEDNESDAY_NOON, capacity("perHour", 2), busy(0, 2, 2, soon)))
                .contains(soon);
    }

    @Test
    void whatNoClockEndsHasNoEnd() {
        assertThat(back(WEDNESDAY_NOON, Map.of("active", false), Busy.NOTHING)).isEmpty();
        assertThat(back(WEDNESDAY_NOON, Map.of("paused", true), Busy.NOTHING)).isEmpty();
        assertThat(back(WEDNESDAY_NOON, capacity("open", 1), busy(1, 1, 1, null))).isEmpty();
        assertThat(back(WEDNESDAY_NOON, capacity("open", 2), busy(1, 1, 1, null))).isPresent();
        assertThat(back(WEDNESDAY_NOON, capacity("perDay", 0), Busy.NOTHING)).isEmpty();
        assertThat(back(WEDNESDAY_NOON, capacity("perHour", 0), Busy.NOTHING)).isEmpty();
    }

    private static Optional<Instant> back(
            Instant at, Map<String, ?> document, Busy busy, Set<Respect> respected) {
        Rep mia = rep(MIA, document);
        return new Reopening(roster(List.of(mia)), at).of(mia, busy, respected, false, null);
    }

    @Test
    void whatIsNotHeededNeedNotEnd() {
        Map<String, Object> hoursAndOffice = away("2026-11-25T00:00:00Z", "2026-11-30T00:00:00Z");
        Set<Respect> hours = Set.of(Respect.HOURS);

        assertThat(back(WEDNESDAY_NIGHT, hoursAndOffice, Busy.NOTHING, hours))
                .contains(THURSDAY_MORNING);
        assertThat(back(WEDNESDAY_NIGHT, hoursAndOffice, Busy.NOTHING, Set.of()))
                .contains(WEDNESDAY_NIGHT);
        assertThat(back(WEDNESDAY_NOON, capacity("open", 1), busy(1, 1, 1, null), hours))
                .contains(WEDNESDAY_NOON);
        assertThat(back(WEDNESDAY_NOON, capacity("perDay", 0), Busy.NOTHING, hours))
                .contains(WEDNESDAY_NOON);
    }

    @Test
    void aDayThatIsFullIsOverAtMidnightForThoseWhoseHoursAreNotHeeded() {
        Map<String, Object> document =
                Map.of(
                        "workingHours",
                        OFFICE_HOURS,
                        "capacity",
                        Map.of("perDay", BigDecimal.valueOf(3)));

        assertThat(back(WEDNESDAY_NOON, document, busy(0, 3, 3, null), Set.of(Respect.CAPACITY)))
                .contains(Instant.parse("2026-11-26T00:00:00Z"));
    }

    @Test
    void whoIsGivenLeadsThoughAwayNeedsRoomAlone() {
        Rep mia =
                rep(
                        MIA,
                        Map.of(
                                "workingHours",
                                OFFICE_HOURS,
                                "paused",
                                true,
                                "capacity",
                                Map.of("perDay", BigDecimal.valueOf(3))));

        assertThat(
                        new Reopening(roster(List.of(mia)), WEDNESDAY_NOON)
                                .of(mia, busy(0, 3, 3, null), Respect.ALL, true, null))
                .contains(Instant.parse("2026-11-26T00:00:00Z"));
    }

    @Test
    void thoseWhoWorkTheSameHoursComeBackTogether() {
        Rep mia = rep(MIA, Map.of("workingHours", OFFICE_HOURS));
        Rep ben = rep(BEN, Map.of("workingHours", OFFICE_HOURS));
        Reopening reopening = new Reopening(roster(List.of(mia, ben)), WEDNESDAY_NIGHT);

        for (Rep rep : List.of(mia, ben)) {
            assertThat(reopening.of(rep, Busy.NOTHING, Respect.ALL, false, null))
                    .contains(THURSDAY_MORNING);
        }
    }

    @Test
    void whoHasAllTheLeadsOfAKindComesBackForOthersOnly() {
        Rep mia =
                rep(MIA, Map.of("capacity", Map.of("perKind", Map.of("meeting", BigDecimal.ONE))));
        Busy busy = new Busy(new Workload(1, 1, 1).of(ImmutableMap.of(LeadKind.MEETING, 1)), null);
        Reopening reopening = new Reopening(roster(List.of(mia)), WEDNESDAY_NOON);

        assertThat(reopening.of(mia, busy, Respect.ALL, false, LeadKind.MEETING)).isEmpty();
        assertThat(reopening.of(mia, busy, Respect.ALL, false, LeadKind.LEAD))
                .contains(WEDNESDAY_NOON);
        assertThat(reopening.of(mia, busy, Set.of(), false, LeadKind.MEETING))
                .contains(WEDNESDAY_NOON);
    }
}
