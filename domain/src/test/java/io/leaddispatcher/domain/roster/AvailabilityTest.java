package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.People.MIA;
import static io.leaddispatcher.domain.roster.People.OFFICE_HOURS;
import static io.leaddispatcher.domain.roster.People.at;
import static io.leaddispatcher.domain.roster.People.rep;
import static io.leaddispatcher.domain.roster.People.roster;
import static io.leaddispatcher.domain.roster.People.team;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.AT_CAPACITY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.CALENDAR_BUSY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.HOLIDAY;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.INACTIVE;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.OUT_OF_HOURS;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.OUT_OF_OFFICE;
import static io.leaddispatcher.domain.roster.UnavailabilityReason.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private static final Instant MONDAY_NOON = at("2026-11-23T12:00Z");

    @Test
    void nothingSpeaksAgainstARepWhoIsThere() {
        assertThat(reasons(rep(MIA, Map.of("workingHours", OFFICE_HOURS)), MONDAY_NOON)).isEmpty();
    }

    @Test
    void pain52_whoIsOnACallGetsNoSecondOneWhicheverPoolAsks() {
        Rep mia = rep(MIA, Map.of("capacity", Map.of("perKind", Map.of("call", BigDecimal.ONE))));
        Roster roster = roster(List.of(mia));
        Workload onACall = Workload.NONE.oneMore(LeadKind.CALL);

        assertThat(
                        Availability.reasonsAgainst(
                                mia,
                                roster,
                                MONDAY_NOON,
                                onACall,
                                Set.of(Respect.CAPACITY),
                                LeadKind.CALL))
                .containsExactly(AT_CAPACITY);
        assertThat(
                        Availability.reasonsAgainst(
                                mia,
                                roster,
                                MONDAY_NOON,
                                onACall.oneLess(LeadKind.CALL),
                                Set.of(Respect.CAPACITY),
                                LeadKind.CALL))
                .isEmpty();
    }

    @Test
    void allThatSpeaksAgainstARepIsNamedInOrder() {
        Rep mia =
                rep(
                        MIA,
                        Map.of(
                                "active",
                                false,
                                "paused",
                                true,
                                "workingHours",
                                OFFICE_HOURS,
                                "capacity",
                                Map.of("open", BigDecimal.ONE),
                                "outOfOffice",
                                List.of(
                                        Map.of(
                                                "from", "2026-12-20T00:00:00Z",
                                                "to", "2027-01-02T00:00:00Z"))));
        Roster roster =
                roster(
                        List.of(mia),
                        team("a", Map.of("members", List.of("mia"), "holidays", "DE")));
        Workload busy = new Workload(1, 0, 0, true);
        Instant christmasNight = at("2026-12-25T03:00Z");

        assertThat(
                        Availability.reasonsAgainst(
                                mia, roster, christmasNight, busy, Respect.ALL, null))
                .containsExactly(
                        INACTIVE,
                        PAUSED,
                        OUT_OF_HOURS,
                        HOLIDAY,
                        OUT_OF_OFFICE,
                        CALENDAR_BUSY,
                        AT_CAPACITY)
                .isSorted();
        assertThat(Availability.reasonsAgainst(mia, roster, christmasNight, busy, Set.of(), null))
                .containsExactly(INACTIVE, PAUSED);
        assertThat(
                        Availability.reasonsAgainst(
                                mia, roster, christmasNight, busy, Set.of(Respect.HOURS), null))
                .containsExactly(INACTIVE, PAUSED, OUT_OF_HOURS, HOLIDAY);
        assertThat(
                        Availability.reasonsAgainst(
                                mia, roster, christmasNight, Workload.NONE, Respect.ALL, null))
                .doesNotContain(CALENDAR_BUSY, AT_CAPACITY);
    }

    @Test
    void onAHolidayTheHoursAreNotToBlame() {
        Rep mia = rep(MIA, Map.of("workingHours", OFFICE_HOURS));
        Roster roster =
                roster(
                        List.of(mia),
                        team("a", Map.of("members", List.of("mia"), "holidays", "DE")));

        assertThat(
                        Availability.reasonsAgainst(
                                mia,
                                roster,
                                at("2026-12-25T10:00Z"),
                                Workload.NONE,
                                Respect.ALL,
                                null))
                .containsExactly(HOLIDAY);
    }

    @Test
    void pain06_whoHasLeftIsNeverAvailableWhateverIsRespected() {
        Rep gone = rep(MIA, Map.of("active", false));

        for (Respect respect : Respect.values()) {
            assertThat(
                            Availability.reasonsAgainst(
                                    gone,
                                    roster(List.of(gone)),
                                    MONDAY_NOON,
                                    Workload.NONE,
                                    Set.of(respect),
                                    null))
                    .containsExactly(INACTIVE);
        }
    }

    @Test
    void pain17_whoComesBackGetsFewInAnHourForAWhile() {
        Rep mia =
                rep(
                        MIA,
                        Map.of(
                                "capacity",
                                Map.of(
                                        "perHour",
                                        new BigDecimal(100),
                                        "ramp",
                                        Map.of("perHour", BigDecimal.TWO, "for", "PT8H")),
                                "outOfOffice",
                                List.of(
                                        away("2026-11-09T00:00:00Z", "2026-11-23T09:00:00Z"),
                                        away("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"))));

        assertThat(with(2, mia, at("2026-11-23T08:59Z"))).containsExactly(OUT_OF_OFFICE);
        assertThat(with(1, mia, at("2026-11-23T09:00Z"))).isEmpty();
        assertThat(with(2, mia, at("2026-11-23T09:00Z"))).containsExactly(AT_CAPACITY);
        assertThat(mia.rampEnd(at("2026-11-23T09:00Z"))).contains(at("2026-11-23T17:00Z"));
        assertThat(with(2, mia, at("2026-11-23T17:00Z"))).isEmpty();
        // Never for longer than they were away.
        assertThat(with(2, mia, at("2026-11-24T10:59Z"))).containsExactly(AT_CAPACITY);
        assertThat(with(2, mia, at("2026-11-24T11:00Z"))).isEmpty();
    }

    @Test
    void pain17_aRampLowersTheLimitOfAnHourAndNeverRaisesIt() {
        Map<String, ?> ramp = Map.of("perHour", new BigDecimal(5), "for", "PT8H");
        List<?> leave = List.of(away("2026-11-09T00:00:00Z", "2026-11-23T09:00:00Z"));
        Rep one =
                rep(
                        MIA,
                        Map.of(
                                "capacity",
                                Map.of("perHour", BigDecimal.ONE, "ramp", ramp),
                                "outOfOffice",
                                leave));
        Rep any = rep(MIA, Map.of("capacity", Map.of("ramp", ramp), "outOfOffice", leave));

        assertThat(with(1, one, MONDAY_NOON)).containsExactly(AT_CAPACITY);
        assertThat(with(4, any, MONDAY_NOON)).isEmpty();
        assertThat(with(5, any, MONDAY_NOON)).containsExactly(AT_CAPACITY);
    }

    private static Map<String, String> away(String from, String to) {
        return Map.of("from", from, "to", to);
    }

    /** Of one who has had so many in the last hour. */
    private static List<UnavailabilityReason> with(int thisHour, Rep rep, Instant at) {
        return Availability.reasonsAgainst(
                rep, roster(List.of(rep)), at, new Workload(0, 0, thisHour), Respect.ALL, null);
    }

    @Test
    void pain20_nobodyIsThereAtSixInTheMorningByTheirOwnClock() {
        Rep mia =
                rep(
                        MIA,
                        Map.of(
                                "workingHours",
                                Map.of("MON-FRI", List.of("09:00-17:00")),
                                "timeZone",
                                "America/Los_Angeles"));
        ZoneId zone = ZoneId.of("America/Los_Angeles");
        Instant nineInNewYork = at("2026-11-23T09:00-05:00");

        assertThat(nineInNewYork.atZone(zone).toLocalTime()).isEqualTo(LocalTime.of(6, 0));
        assertThat(reasons(mia, nineInNewYork)).containsExactly(OUT_OF_HOURS);
        assertThat(reasons(mia, nineInNewYork.plus(Duration.ofHours(3)))).isEmpty();
    }

    private static List<UnavailabilityReason> reasons(Rep rep, Instant at) {
        return Availability.reasonsAgainst(
                rep, roster(List.of(rep)), at, Workload.NONE, Respect.ALL, null);
    }
}
