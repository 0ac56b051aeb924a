package io.leaddispatcher.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.roster.HolidayCalendar;
import io.leaddispatcher.domain.roster.Reading;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlaClockTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ClockTime AROUND_THE_CLOCK = new ClockTime.Calendar();
    private static final Map<String, ?> OFFICE = Map.of("MON-FRI", List.of("09:00-17:00"));
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    @Test
    void itsStepsComeInOrderTheEndBeforeWhatElseIsDueThen() {
        SlaClock clock =
                clock(
                        at("100%", EscalationAction.REASSIGN),
                        at("50%", EscalationAction.REMIND),
                        at("PT8M", EscalationAction.NOTIFY_MANAGER),
                        at("150%", EscalationAction.NOTIFY_CHANNEL));

        assertThat(clock.steps())
                .extracting(step -> step.at() + " " + step.action())
                .containsExactly(
                        "50% REMIND",
                        "PT8M NOTIFY_MANAGER", "100% null", "100% REASSIGN", "150% NOTIFY_CHANNEL");
        assertThat(clock.steps())
                .extracting(ClockStep::dueAt)
                .containsExactly(
                        NOON.plusSeconds(300),
                        NOON.plusSeconds(480),
                        NOON.plusSeconds(600),
                        NOON.plusSeconds(600),
                        NOON.plusSeconds(900));
        assertThat(clock.dueAt()).isEqualTo(NOON.plusSeconds(600));
    }

    @Test
    void ofWhatIsDueAtOnceWhatTakesTheLeadAwayComesLast() {
        SlaClock clock =
                clock(
                        at("PT10M", EscalationAction.QUEUE),
                        at("100%", EscalationAction.REASSIGN),
                        at("100%", EscalationAction.RAISE_PRIORITY),
                        at("PT10M", EscalationAction.NOTIFY_MANAGER),
                        at("100%", EscalationAction.REMIND));

        assertThat(clock.steps())
                .extracting(step -> step.at() + " " + step.action())
                .containsExactly(
                        "100% null",
                        "PT10M NOTIFY_MANAGER",
                        "100% REMIND",
                        "100% RAISE_PRIORITY",
                        "PT10M QUEUE",
                        "100% REASSIGN");
    }

    @Test
    void aClockThatIsMetInTimeIsMet() {
        SlaClock met = clock(at("50%", EscalationAction.REMIND)).met(NOON.plusSeconds(600));

        assertThat(met.state()).isEqualTo(ClockState.MET);
        assertThat(met.metAt()).isEqualTo(NOON.plusSeconds(600));
        assertThat(met.next()).isEmpty();
        assertThat(met.isLive()).isFalse();
    }

    @Test
    void whatIsMetTooLateStaysBreached() {
        SlaClock late = clock().met(NOON.plusSeconds(601));
        SlaClock told = clock().stepped().met(NOON.plusSeconds(700));

        assertThat(late.state()).isEqualTo(ClockState.BREACHED);
        assertThat(told.state()).isEqualTo(ClockState.BREACHED);
        assertThat(told.metAt()).isEqualTo(NOON.plusSeconds(700));
        assertThat(told.stopped().state()).isEqualTo(ClockState.BREACHED);
    }

    @Test
    void theEndOfItsTimeIsAStepThatBreachesIt() {
        SlaClock after = clock(at("150%", EscalationAction.NOTIFY_MANAGER)).stepped();

        assertThat(after.state()).isEqualTo(ClockState.BREACHED);
        assertThat(after.next()).map(ClockStep::at).contains("150%");
        assertThat(after.stepped().next()).isEmpty();
        assertThatThrownBy(() -> after.stepped().stepped())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsOverHasStopped() {
        SlaClock stopped = clock().stopped();

        assertThat(stopped.state()).isEqualTo(ClockState.STOPPED);
        assertThat(stopped.next()).isEmpty();
        assertThat(stopped.metAt()).isNull();
    }

    @Test
    void whatStopsOrStandsStillAfterItsTimeIsBreached() {
        Instant late = NOON.plusSeconds(608);

        assertThat(clock().stopped(late).state()).isEqualTo(ClockState.BREACHED);
        assertThat(clock().stopped(NOON.plusSeconds(600)).state()).isEqualTo(ClockState.STOPPED);
        SlaClock paused = clock().paused(late, AROUND_THE_CLOCK);
        assertThat(paused.state()).isEqualTo(ClockState.BREACHED);
        assertThat(paused.stopped(late).state()).isEqualTo(ClockState.BREACHED);
        Instant back = late.plusSeconds(259_200);
        assertThat(paused.resumed(back, AROUND_THE_CLOCK).met(back).state())
                .isEqualTo(ClockState.BREACHED);
        assertThat(
                        clock().paused(NOON.plusSeconds(60), AROUND_THE_CLOCK)
                                .stopped(NOON.plusSeconds(9_000))
                                .state())
                .isEqualTo(ClockState.STOPPED);
    }

    @Test
    void whatStoodStillAfterItsTimeBeforeThatCountedIsBreachedOnceItGoesOn() {
        SlaClock kept =
                new SlaClock(
                        clock().policy(),
                        clock().target(),
                        clock().time(),
                        clock().allowed(),
                        3,
                        clock().zone(),
                        NOON,
                        NOON.plusSeconds(600),
                        clock().steps(),
                        0,
                        ClockState.RUNNING,
                        new SlaClock.Pace(NOON.plusSeconds(608), Duration.ofSeconds(608), false),
                        null);

        assertThat(kept.met(NOON.plusSeconds(9_000)).state()).isEqualTo(ClockState.BREACHED);
        assertThat(kept.met(NOON.plusSeconds(9_000)).stopped(NOON).state())
                .isEqualTo(ClockState.BREACHED);
        assertThat(clock().met(NOON).stopped(NOON.plusSeconds(9_000)).state())
                .isEqualTo(ClockState.STOPPED);
    }

    @Test
    void itStandsStillWhileTheLeadIsWithTheCustomerAndWhatIsLeftIsShifted() {
        Instant with = NOON.plusSeconds(360);
        SlaClock paused =
                clock(at("50%", EscalationAction.REMIND), at("80%", EscalationAction.REMIND))
                        .stepped()
                        .paused(with, AROUND_THE_CLOCK);

        assertThat(paused.isPaused()).isTrue();
        assertThat(paused.next()).isEmpty();
        assertThat(paused.paused(with.plusSeconds(5), AROUND_THE_CLOCK)).isEqualTo(paused);
        assertThat(paused.met(NOON.plusSeconds(9_000)).state()).isEqualTo(ClockState.MET);

        Instant back = with.plusSeconds(3_600);
        SlaClock again = paused.resumed(back, AROUND_THE_CLOCK);

        assertThat(again.isPaused()).isFalse();
        assertThat(again.resumed(back.plusSeconds(5), AROUND_THE_CLOCK)).isEqualTo(again);
        assertThat(again.steps())
                .extracting(ClockStep::dueAt)
                .containsExactly(
                        NOON.plusSeconds(300),
                        NOON.plusSeconds(480 + 3_600),
                        NOON.plusSeconds(600 + 3_600));
        assertThat(again.dueAt()).isEqualTo(NOON.plusSeconds(4_200));
        assertThat(again.startedAt()).isEqualTo(NOON);
    }

    @Test
    void pausesAddUp() {
        SlaClock clock =
                clock().paused(NOON.plusSeconds(60), AROUND_THE_CLOCK)
                        .resumed(NOON.plusSeconds(160), AROUND_THE_CLOCK)
                        .paused(NOON.plusSeconds(200), AROUND_THE_CLOCK)
                        .resumed(NOON.plusSeconds(1_200), AROUND_THE_CLOCK);

        assertThat(clock.dueAt()).isEqualTo(NOON.plusSeconds(1_200 + 500));
    }

    @Test
    void whatIsOverNeitherStopsNorGoesOn() {
        SlaClock met = clock().met(NOON.plusSeconds(1));

        assertThat(met.paused(NOON.plusSeconds(2), AROUND_THE_CLOCK)).isEqualTo(met);
        assertThat(met.resumed(NOON.plusSeconds(2), AROUND_THE_CLOCK)).isEqualTo(met);
    }

    @Test
    void inAnothersHoursItCountsFromItsBeginningAndWhatIsDoneStaysDone() {
        ZoneId newYork = ZoneId.of("America/New_York");
        Instant morning = Instant.parse("2026-11-25T09:00:00Z");
        SlaClock clock =
                SlaClock.start(
                                policy(
                                        SlaTime.BUSINESS,
                                        Duration.ofHours(6),
                                        at("PT1H", EscalationAction.REMIND),
                                        at("150%", EscalationAction.REASSIGN)),
                                SlaTarget.ACCEPTED,
                                ClockTime.of(SlaTime.BUSINESS, office(Set.of())),
                                BERLIN,
                                morning)
                        .orElseThrow()
                        .stepped();

        SlaClock theirs =
                clock.countingIn(ClockTime.of(SlaTime.BUSINESS, office(newYork)), newYork);

        assertThat(theirs.steps())
                .extracting(step -> step.dueAt().atZone(newYork).toString())
                .containsExactly(
                        "2026-11-25T05:00-05:00[America/New_York]",
                        "2026-11-25T15:00-05:00[America/New_York]",
                        "2026-11-26T10:00-05:00[America/New_York]");
        assertThat(theirs.dueAt()).isEqualTo(theirs.steps().get(1).dueAt());
        assertThat(theirs.zone()).isEqualTo(newYork);
        assertThat(theirs.startedAt()).isEqualTo(morning);
        assertThat(theirs.next()).contains(theirs.steps().get(1));
    }

    @Test
    void whatIsOverCountsInNobodyElsesHours() {
        SlaClock met = clock().met(NOON.plusSeconds(1));

        assertThat(met.countingIn(AROUND_THE_CLOCK, ZoneId.of("UTC"))).isEqualTo(met);
    }

    @Test
    void aTargetThatThePolicyDoesNotHaveHasNoClock() {
        assertThat(
                        SlaClock.start(
                                policy(SlaTime.CALENDAR),
                                SlaTarget.FOLLOW_UP,
                                AROUND_THE_CLOCK,
                                BERLIN,
                                NOON))
                .isEmpty();
    }

    @Test
    void pain38_overTheWeekendAClockOfWorkingHoursStandsStill() {
        ClockTime office = ClockTime.of(SlaTime.BUSINESS, office(Set.of()));
        Instant friday = Instant.parse("2026-11-27T15:30:00Z");

        SlaClock clock =
                SlaClock.start(
                                policy(SlaTime.BUSINESS, Duration.ofHours(1)),
                                SlaTarget.ACCEPTED,
                                office,
                                BERLIN,
                                friday)
                        .orElseThrow();

        assertThat(clock.dueAt().atZone(BERLIN))
                .hasToString("2026-11-30T09:30+01:00[Europe/Berlin]");
    }

    @Test
    void inTheNightInWhichClocksAreSetBackAnHourMoreIsWorked() {
        Schedule night = schedule(Map.of("SUN", List.of("00:00-06:00")), Set.of());
        ClockTime time = ClockTime.of(SlaTime.BUSINESS, night);
        Instant midnight = Instant.parse("2026-10-24T22:00:00Z");

        SlaClock clock =
                SlaClock.start(
                                policy(
                                        SlaTime.BUSINESS,
                                        Duration.ofHours(4),
                                        at("75%", EscalationAction.REMIND)),
                                SlaTarget.ACCEPTED,
                                time,
                                BERLIN,
                                midnight)
                        .orElseThrow();

        assertThat(clock.steps())
                .extracting(step -> step.dueAt().atZone(BERLIN).toString())
                .containsExactly(
                        "2026-10-25T02:00+01:00[Europe/Berlin]",
                        "2026-10-25T03:00+01:00[Europe/Berlin]");
    }

    @Test
    void onAHolidayAClockOfWorkingHoursStandsStill() {
        HolidayCalendar berlin = Reading.accepted("DE-BE", HolidayCalendar::read);
        Instant christmasEve = Instant.parse("2026-12-24T15:30:00Z");

        SlaClock clock =
                SlaClock.start(
                                policy(SlaTime.BUSINESS, Duration.ofHours(1)),
                                SlaTarget.ACCEPTED,
                                ClockTime.of(SlaTime.BUSINESS, office(Set.of(berlin))),
                                BERLIN,
                                christmasEve)
                        .orElseThrow();

        assertThat(clock.dueAt().atZone(BERLIN))
                .hasToString("2026-12-28T09:30+01:00[Europe/Berlin]");
    }

    @Test
    void aClockWhoseTimeNeverComesIsNone() {
        assertThat(
                        SlaClock.start(
                                policy(SlaTime.BUSINESS, Duration.ofDays(3_000)),
                                SlaTarget.ACCEPTED,
                                ClockTime.of(SlaTime.BUSINESS, office(Set.of())),
                                BERLIN,
                                NOON))
                .isEmpty();
    }

    @Test
    void inTheHoursOfSomebodyWhoNeverWorksItsTimeIsThatOfTheCalendar() {
        ClockTime never =
                ClockTime.of(SlaTime.BUSINESS, schedule(Map.of("MON", List.of()), Set.of()));
        SlaClock paused =
                SlaClock.start(
                                policy(
                                        SlaTime.BUSINESS,
                                        Duration.ofMinutes(10),
                                        at("50%", EscalationAction.REMIND)),
                                SlaTarget.ACCEPTED,
                                ClockTime.of(SlaTime.BUSINESS, office(Set.of())),
                                BERLIN,
                                NOON)
                        .orElseThrow()
                        .paused(NOON.plusSeconds(60), never);
        Instant back = NOON.plusSeconds(3_600);

        SlaClock again = paused.resumed(back, never);

        assertThat(again.steps())
                .extracting(ClockStep::dueAt)
                .containsExactly(back.plusSeconds(300), back.plusSeconds(600));
        assertThat(again.dueAt()).isEqualTo(back.plusSeconds(600));
        assertThat(again.stepped().stepped().state()).isEqualTo(ClockState.BREACHED);
    }

    @Test
    void moreStepsThanItHasCannotBeDone() {
        SlaClock clock = clock();

        assertThatThrownBy(() ->
                        new SlaClock(
                                clock.policy(),
                                clock.target(),
                                clock.time(),
                                clock.allowed(),
                                3,
                                BERLIN,
                                NOON,
                                NOON,
                                clock.steps(),
                                2,
                                ClockState.RUNNING,
                                null,
                                null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Schedule office(Set<HolidayCalendar> holidays) {
        return schedule(OFFICE, holidays);
    }

    private static Schedule office(ZoneId zone) {
        return new Schedule(
                List.of(new Schedule.Shift(Reading.accepted(OFFICE, WorkingHours::read), zone)),
                Set.of());
    }

    private static Schedule schedule(Map<String, ?> week, Set<HolidayCalendar> holidays) {
        return new Schedule(
                List.of(new Schedule.Shift(Reading.accepted(week, WorkingHours::read), BERLIN)),
                holidays);
    }

    private static SlaClock clock(Escalation... escalations) {
        return SlaClock.start(
                        policy(SlaTime.CALENDAR, Duration.ofMinutes(10), escalations),
                        SlaTarget.ACCEPTED,
                        AROUND_THE_CLOCK,
                        BERLIN,
                        NOON)
                .orElseThrow();
    }

    private static SlaPolicy policy(SlaTime time) {
        return policy(time, Duration.ofMinutes(10));
    }

    private static SlaPolicy policy(SlaTime time, Duration allowed, Escalation... escalations) {
        return new SlaPolicy(
                new SlaPolicyKey("hot"),
                "Hot",
                Map.of(SlaTarget.ACCEPTED, allowed),
                time,
                List.of(escalations),
                3);
    }

    private static Escalation at(String point, EscalationAction action) {
        return new Escalation(
                SlaTarget.ACCEPTED,
                point.endsWith("%")
                        ? new Escalation.Point.Share(
                                Integer.parseInt(point.substring(0, point.length() - 1)))
                        : new Escalation.Point.Offset(Duration.parse(point)),
                action);
    }
}
