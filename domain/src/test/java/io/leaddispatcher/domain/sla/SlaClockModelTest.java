package io.leaddispatcher.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.HolidayCalendar;
import io.leaddispatcher.domain.roster.Reading;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random clocks, with random pauses, against a model that goes minute by minute and looks at the
 * clock on the wall: around the nights in which clocks are changed, and over holidays.
 */
class SlaClockModelTest {

    private static final int CLOCKS = 1_500;
    private static final int MINUTES = 12 * 24 * 60;
    private static final HolidayCalendar BERLIN = Reading.accepted("DE-BE", HolidayCalendar::read);

    /** Some days before a change of the clocks, or before holidays. */
    private static final List<Instant> BEGINNINGS =
            List.of(
                    Instant.parse("2026-03-27T00:00:00Z"),
                    Instant.parse("2026-10-23T00:00:00Z"),
                    Instant.parse("2026-03-06T00:00:00Z"),
                    Instant.parse("2026-10-30T00:00:00Z"),
                    Instant.parse("2026-04-02T00:00:00Z"),
                    Instant.parse("2026-12-23T00:00:00Z"));

    private final SplittableRandom random = new SplittableRandom(20261127);

    private record Block(DayOfWeek day, int from, int to) {}

    private record Week(List<Block> blocks, ZoneId zone, boolean holidays) {

        boolean isOpen(Instant at) {
            LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
            LocalDate day = wall.toLocalDate();
            int minute = wall.getHour() * 60 + wall.getMinute();
            return !(holidays && BERLIN.isHoliday(day))
                    && blocks.stream()
                            .anyMatch(block ->
                                    block.day() == day.getDayOfWeek()
                                            && block.from() <= minute
                                            && minute < block.to());
        }

        Schedule schedule() {
            Map<String, List<String>> written = new LinkedHashMap<>();
            for (Block block : blocks) {
                written.computeIfAbsent(
                                block.day().name().substring(0, 3).toUpperCase(Locale.ROOT),
                                _ -> new ArrayList<>())
                        .add(
                                "%02d:%02d-%02d:%02d"
                                        .formatted(
                                                block.from() / 60,
                                                block.from() % 60,
                                                block.to() / 60,
                                                block.to() % 60));
            }
            return new Schedule(
                    List.of(
                            new Schedule.Shift(
                                    Reading.accepted(written, WorkingHours::read), zone)),
                    holidays ? Set.of(BERLIN) : Set.of());
        }
    }

    @Test
    void pain38_stepsAreDueWhenTheMinutesThatCountAreOver() {
        int known = 0;
        for (int count = 0; count < CLOCKS; count++) {
            known += compare();
        }

        assertThat(known).as("steps that the model knew").isGreaterThan(3_000);
    }

    private int compare() {
        Week week = week();
        SlaTime time = random.nextInt(5) == 0 ? SlaTime.CALENDAR : SlaTime.BUSINESS;
        ClockTime in = ClockTime.of(time, week.schedule());
        Instant begin =
                BEGINNINGS
                        .get(random.nextInt(BEGINNINGS.size()))
                        .plus(random.nextInt(3 * 24 * 60), ChronoUnit.MINUTES);
        List<Integer> pauses = pauses();
        Optional<SlaClock> started =
                SlaClock.start(policy(time), SlaTarget.ACCEPTED, in, week.zone(), begin);
        SlaClock clock = started.orElseThrow();
        for (int index = 0; index < pauses.size(); index++) {
            Instant at = begin.plus(pauses.get(index), ChronoUnit.MINUTES);
            clock = done(clock, at);
            clock = index % 2 == 0 ? clock.paused(at, in) : clock.resumed(at, in);
        }
        List<Instant> model = model(week, time, begin, pauses, clock);
        for (int step = 0; step < model.size(); step++) {
            assertThat(clock.steps().get(step).dueAt())
                    .as("step %s of %s, from %s, pauses %s", step, week, begin, pauses)
                    .isEqualTo(model.get(step));
        }
        return model.size();
    }

    /** With the steps that are due by then. */
    private static SlaClock done(SlaClock clock, Instant at) {
        SlaClock next = clock;
        while (next.next().filter(step -> !step.dueAt().isAfter(at)).isPresent()) {
            next = next.stepped();
        }
        return next;
    }

    /** When each step is due; without those that are not in the minutes that are looked at. */
    private static List<Instant> model(
            Week week, SlaTime time, Instant begin, List<Integer> pauses, SlaClock clock) {
        List<Instant> due = new ArrayList<>();
        int elapsed = 0;
        for (int minute = 0; minute < MINUTES && due.size() < clock.steps().size(); minute++) {
            Instant at = begin.plus(minute, ChronoUnit.MINUTES);
            int now = minute;
            boolean paused = pauses.stream().filter(pause -> pause <= now).count() % 2 == 1;
            if (!paused && (time == SlaTime.CALENDAR || week.isOpen(at))) {
                elapsed++;
            }
            while (due.size() < clock.steps().size()
                    && clock.steps().get(due.size()).after().toMinutes() <= elapsed) {
                due.add(at.plus(1, ChronoUnit.MINUTES));
            }
        }
        return due;
    }

    private SlaPolicy policy(SlaTime time) {
        Duration allowed = Duration.ofMinutes(random.nextInt(1, 20) * 10L);
        List<Escalation> escalations = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            escalations.add(
                    new Escalation(
                            SlaTarget.ACCEPTED,
                            random.nextBoolean()
                                    ? new Escalation.Point.Share(random.nextInt(1, 30) * 10)
                                    : new Escalation.Point.Offset(
                                            Duration.ofMinutes(random.nextInt(1, 500))),
                            EscalationAction.REMIND));
        }
        return new SlaPolicy(
                new SlaPolicyKey("hot"),
                "Hot",
                Map.of(SlaTarget.ACCEPTED, allowed),
                time,
                escalations,
                3);
    }

    /** Minutes at which the clock stands still and goes on, in turn. */
    private List<Integer> pauses() {
        List<Integer> pauses = new ArrayList<>();
        int at = 0;
        for (int count = random.nextInt(3) * 2; count > 0; count--) {
            at += random.nextInt(1, 600);
            pauses.add(at);
        }
        return pauses;
    }

    private Week week() {
        List<Block> blocks = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(4) > 0) {
                // Half of them begin in the small hours, when clocks are changed.
                int from = random.nextBoolean() ? random.nextInt(0, 16) * 15 : 540;
                int lunch = from + random.nextInt(1, 16) * 15;
                blocks.add(new Block(day, from, lunch));
                blocks.add(new Block(day, lunch + 30, lunch + 30 + random.nextInt(1, 20) * 15));
            }
        }
        if (blocks.isEmpty()) {
            return week();
        }
        List<String> zones =
                List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC");
        return new Week(
                blocks, ZoneId.of(zones.get(random.nextInt(zones.size()))), random.nextBoolean());
    }
}
