package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.roster.People.BEN;
import static io.leaddispatcher.domain.roster.People.BERLIN;
import static io.leaddispatcher.domain.roster.People.MIA;
import static io.leaddispatcher.domain.roster.People.OFFICE_HOURS;
import static io.leaddispatcher.domain.roster.People.UTC;
import static io.leaddispatcher.domain.roster.People.ZOE;
import static io.leaddispatcher.domain.roster.People.at;
import static io.leaddispatcher.domain.roster.People.rep;
import static io.leaddispatcher.domain.roster.People.roster;
import static io.leaddispatcher.domain.roster.People.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Rep PLAIN_MIA = rep(MIA, Map.of());

    @Test
    void repsAndTeamsAreFoundByTheirKeys() {
        Team west = team("west", Map.of("members", List.of("mia")));
        Team east = team("east", Map.of("members", List.of("mia", "gone")));
        Roster roster = roster(List.of(PLAIN_MIA, rep(BEN, Map.of())), west, east);

        assertThat(roster.rep(MIA)).contains(PLAIN_MIA);
        assertThat(roster.rep(ZOE)).isEmpty();
        assertThat(roster.reps()).extracting(Rep::key).containsExactly(MIA, BEN);
        assertThat(roster.team(west.key())).contains(west);
        assertThat(roster.team(new TeamKey("north"))).isEmpty();
        assertThat(roster.teams()).containsExactly(east, west);
        assertThat(roster.teamsOf(MIA)).containsExactly(east, west);
        assertThat(roster.teamsOf(BEN)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roster.scheduleOf(ZOE))
                .withMessageContaining("zoe");
    }

    @Test
    void whoHasAnAddressIsFoundByItAndWhoIsThereComesFirst() {
        Rep gone = rep(BEN, Map.of("email", "Shared@x.test", "active", false));
        Rep mia = rep(MIA, Map.of("email", "shared@x.test"));
        Roster roster = roster(List.of(gone, mia));

        assertThat(roster.repOf(" SHARED@x.test")).contains(mia);
        assertThat(roster.repOf("nobody@x.test")).isEmpty();
    }

    @Test
    void aRepWithoutAnyHoursAlwaysWorks() {
        Roster roster = roster(List.of(PLAIN_MIA), team("a", Map.of("members", List.of("mia"))));

        assertThat(roster.scheduleOf(MIA).isOpen(at("2026-11-22T03:00Z"))).isTrue();
    }

    @Test
    void ownHoursHoldByTheClocksOfTheOwnZone() {
        Rep mia = rep(MIA, Map.of("workingHours", OFFICE_HOURS, "timeZone", "Asia/Kolkata"));
        Schedule schedule = roster(List.of(mia), officeIn("America/New_York")).scheduleOf(MIA);

        assertThat(schedule.isOpen(at("2026-11-23T09:00+05:30"))).isTrue();
        assertThat(schedule.isOpen(at("2026-11-23T09:00-05:00"))).isFalse();
    }

    @Test
    void pain10_twoRepsInTwoZonesAreEachThereOnlyInTheirOwnHours() {
        Roster roster =
                roster(
                        List.of(
                                rep(
                                        MIA,
                                        Map.of(
                                                "workingHours",
                                                OFFICE_HOURS,
                                                "timeZone",
                                                "Europe/Berlin")),
                                rep(
                                        BEN,
                                        Map.of(
                                                "workingHours",
                                                OFFICE_HOURS,
                                                "timeZone",
                                                "America/New_York"))),
                        team("both", Map.of("members", List.of("mia", "ben"), "timeZone", "UTC")));
        Instant berlinMorning = at("2026-11-23T09:00+01:00");
        Instant newYorkAfternoon = at("2026-11-23T16:59-05:00");

        assertThat(roster.scheduleOf(MIA).isOpen(berlinMorning)).isTrue();
        assertThat(roster.scheduleOf(BEN).isOpen(berlinMorning)).isFalse();
        assertThat(roster.scheduleOf(MIA).isOpen(newYorkAfternoon)).isFalse();
        assertThat(roster.scheduleOf(BEN).isOpen(newYorkAfternoon)).isTrue();
    }

    @Test
    void pain10_theTeamsHoursHoldByTheClocksOfTheTeam() {
        Rep mia = rep(MIA, Map.of("timeZone", "Asia/Kolkata"));
        Schedule schedule = roster(List.of(mia), officeIn("Europe/Berlin")).scheduleOf(MIA);

        assertThat(schedule.isOpen(at("2026-11-23T16:59+01:00"))).isTrue();
        assertThat(schedule.isOpen(at("2026-11-23T09:00+05:30"))).isFalse();
    }

    @Test
    void aZoneThatWasLeftOutIsTheOthersOrTheWorkspaces() {
        Team zoneless = team("a", Map.of("members", List.of("mia"), "workingHours", OFFICE_HOURS));
        Rep inBerlin = rep(MIA, Map.of("timeZone", "Europe/Berlin"));
        Rep withHours = rep(MIA, Map.of("workingHours", OFFICE_HOURS));
        Team berlinOnly = team("b", Map.of("members", List.of("mia"), "timeZone", "Europe/Berlin"));
        Instant berlinOnlyOpen = at("2026-11-23T09:00+01:00");

        assertThat(roster(List.of(inBerlin), zoneless).scheduleOf(MIA).isOpen(berlinOnlyOpen))
                .isTrue();
        assertThat(roster(List.of(PLAIN_MIA), zoneless).scheduleOf(MIA).isOpen(berlinOnlyOpen))
                .isFalse();
        assertThat(
                        roster(List.of(withHours), zoneless, berlinOnly)
                                .scheduleOf(MIA)
                                .isOpen(berlinOnlyOpen))
                .isTrue();
        assertThat(roster(List.of(withHours)).zoneOf(withHours)).isEqualTo(UTC);
        assertThat(roster(List.of(withHours), berlinOnly).zoneOf(withHours)).isEqualTo(BERLIN);
        assertThat(roster(List.of(inBerlin), zoneless).inheritedZone(MIA)).isEqualTo(UTC);
        assertThat(roster(List.of(withHours), berlinOnly).inheritedZone(MIA)).isEqualTo(BERLIN);
        assertThat(roster(List.of(), berlinOnly).inheritedZone(null)).isEqualTo(UTC);
        assertThat(roster(List.of(), zoneless).zoneOf(zoneless)).isEqualTo(UTC);
        assertThat(roster(List.of(), berlinOnly).zoneOf(berlinOnly)).isEqualTo(BERLIN);
    }

    @Test
    void aRepOfSeveralTeamsWorksTheHoursOfEachThatHasSome() {
        Team day = team("day", Map.of("members", List.of("mia"), "workingHours", OFFICE_HOURS));
        Team night =
                team(
                        "night",
                        Map.of(
                                "members",
                                List.of("mia"),
                                "workingHours",
                                Map.of("MON", List.of("22:00-23:00"))));
        Team guild = team("guild", Map.of("members", List.of("mia")));
        Schedule schedule = roster(List.of(PLAIN_MIA), day, night, guild).scheduleOf(MIA);

        assertThat(schedule.isOpen(at("2026-11-23T10:00Z"))).isTrue();
        assertThat(schedule.isOpen(at("2026-11-23T20:00Z"))).isFalse();
        assertThat(schedule.isOpen(at("2026-11-23T22:00Z"))).isTrue();
        assertThat(schedule.nextOpening(at("2026-11-23T17:00Z"))).contains(at("2026-11-23T22:00Z"));
        assertThat(schedule.nextOpening(at("2026-11-23T23:00Z"))).contains(at("2026-11-24T09:00Z"));
    }

    @Test
    void pain13_holidaysAreOffOnlyForTheTeamsWhoseRegionHasThem() {
        Team berlin = office("berlin", "mia", "DE-BE");
        Team munich = office("munich", "ben", "DE-BY");
        Roster roster = roster(List.of(PLAIN_MIA, rep(BEN, Map.of())), berlin, munich);
        // International Women's Day of 2027, a Monday
        Instant holidayOfBerlin = at("2027-03-08T10:00+01:00");

        assertThat(roster.teamOpen(berlin.key(), holidayOfBerlin)).isFalse();
        assertThat(roster.teamOpen(munich.key(), holidayOfBerlin)).isTrue();
        assertThat(roster.scheduleOf(MIA).isOpen(holidayOfBerlin)).isFalse();
        assertThat(roster.scheduleOf(BEN).isOpen(holidayOfBerlin)).isTrue();
        assertThat(roster.scheduleOf(MIA).nextOpening(at("2027-03-05T17:00+01:00")))
                .contains(at("2027-03-09T09:00+01:00"));
        assertThat(roster.scheduleOf(BEN).nextOpening(at("2027-03-05T17:00+01:00")))
                .contains(at("2027-03-08T09:00+01:00"));
    }

    @Test
    void holidaysHoldForMembersWithHoursOfTheirOwnToo() {
        Rep mia = rep(MIA, Map.of("workingHours", OFFICE_HOURS, "timeZone", "Europe/Berlin"));

        assertThat(
                        roster(List.of(mia), office("berlin", "mia", "DE-BE"))
                                .scheduleOf(MIA)
                                .isOpen(at("2027-03-08T10:00+01:00")))
                .isFalse();
    }

    @Test
    void aNightShiftGoesOnIntoAHolidayAndDoesNotStartOnOne() {
        Team night =
                team(
                        "night",
                        Map.of(
                                "members",
                                List.of("mia"),
                                "timeZone",
                                "Europe/Berlin",
                                "workingHours",
                                Map.of("MON-SUN", List.of("22:00-06:00")),
                                "holidays",
                                "DE-BE"));
        Schedule schedule = roster(List.of(PLAIN_MIA), night).scheduleOf(MIA);

        assertThat(schedule.isOpen(at("2027-03-08T05:59+01:00"))).isTrue();
        assertThat(schedule.isHoliday(at("2027-03-08T05:59+01:00"))).isFalse();
        assertThat(schedule.isHoliday(at("2027-03-08T12:00+01:00"))).isTrue();
        assertThat(schedule.isOpen(at("2027-03-08T22:00+01:00"))).isFalse();
        assertThat(schedule.isOpen(at("2027-03-09T05:59+01:00"))).isFalse();
        assertThat(schedule.isHoliday(at("2027-03-09T05:59+01:00"))).isTrue();
        assertThat(schedule.nextOpening(at("2027-03-08T06:00+01:00")))
                .contains(at("2027-03-09T22:00+01:00"));
    }

    @Test
    void aTeamIsOpenInItsHours() {
        Roster roster = roster(List.of(), officeIn("Europe/Berlin"), team("always", Map.of()));

        assertThat(roster.teamOpen(new TeamKey("office"), at("2026-11-23T09:00+01:00"))).isTrue();
        assertThat(roster.teamOpen(new TeamKey("office"), at("2026-11-23T08:59+01:00"))).isFalse();
        assertThat(roster.teamOpen(new TeamKey("always"), at("2026-11-22T03:00Z"))).isTrue();
        assertThat(roster.teamOpen(new TeamKey("nowhere"), at("2026-11-23T12:00Z"))).isFalse();
    }

    @Test
    void theDayOfARepStartsAtMidnightInTheRepsZone() {
        Rep mia = rep(MIA, Map.of("timeZone", "Australia/Sydney"));
        Roster roster = roster(List.of(mia));

        assertThat(roster.startOfDay(mia, at("2026-11-23T13:30Z")))
                .isEqualTo(at("2026-11-24T00:00+11:00"));
        assertThat(roster.startOfDay(mia, at("2026-11-23T12:59Z")))
                .isEqualTo(at("2026-11-23T00:00+11:00"));
    }

    @Test
    void pain09_aDayWithoutMidnightStartsWhenItsClocksDo() {
        Rep mia = rep(MIA, Map.of("timeZone", "America/Santiago"));
        Roster roster = roster(List.of(mia));

        assertThat(roster.startOfDay(mia, at("2026-09-06T12:00-03:00")))
                .isEqualTo(at("2026-09-06T01:00-03:00"));
        assertThat(roster.startOfDay(mia, at("2026-04-04T23:30-04:00")))
                .isEqualTo(at("2026-04-04T00:00-03:00"));
    }

    @Test
    void aScheduleNeedsAShift() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(List.of(), Set.of()));
    }

    private static Team officeIn(String zone) {
        return team(
                "office",
                Map.of("members", List.of("mia"), "timeZone", zone, "workingHours", OFFICE_HOURS));
    }

    private static Team office(String key, String member, String holidays) {
        return team(
                key,
                Map.of(
                        "members",
                        List.of(member),
                        "timeZone",
                        "Europe/Berlin",
                        "workingHours",
                        OFFICE_HOURS,
                        "holidays",
                        holidays));
    }
}
