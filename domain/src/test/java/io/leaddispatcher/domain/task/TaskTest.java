package io.leaddispatcher.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final NextAction CALL =
            new NextAction(NextAction.Task.CALL, Duration.ofMinutes(15));

    private static Schedule hours(Map<String, Object> hours) {
        WorkingHours read = WorkingHours.read(Part.root(hours, new Violations())).orElseThrow();
        return new Schedule(
                List.of(new Schedule.Shift(read, ZoneId.of("Europe/Berlin"))), Set.of());
    }

    @Test
    void whatComesInAtNightIsDueInTheMorning() {
        Schedule hours = hours(Map.of("MON-FRI", List.of("09:00-17:00")));

        // A Wednesday; nine o'clock in Berlin is eight by UTC.
        assertThat(Task.dueAt(CALL, hours, Instant.parse("2026-11-25T20:00:00Z")))
                .isEqualTo("2026-11-26T08:15:00Z");
        assertThat(Task.dueAt(CALL, hours, Instant.parse("2026-11-25T10:00:00Z")))
                .isEqualTo("2026-11-25T10:15:00Z");
        // Ten minutes are left on Friday.
        assertThat(Task.dueAt(CALL, hours, Instant.parse("2026-11-27T15:50:00Z")))
                .isEqualTo("2026-11-30T08:05:00Z");
    }

    @Test
    void whatIsToBeDoneAtOnceIsDueAtNightWhenTheHoursOpen() {
        NextAction atOnce = new NextAction(NextAction.Task.CALL, Duration.ZERO);
        Schedule hours = hours(Map.of("MON-FRI", List.of("09:00-17:00")));

        assertThat(Task.dueAt(atOnce, hours, Instant.parse("2026-11-25T20:00:00Z")))
                .isEqualTo("2026-11-26T08:00:00Z");
        assertThat(Task.dueAt(atOnce, hours, Instant.parse("2026-11-25T10:00:00Z")))
                .isEqualTo("2026-11-25T10:00:00Z");
    }

    @Test
    void whatNoWorkingTimeOfTenYearsSufficesForHasTheTimeOfTheCalendar() {
        Duration years = Duration.ofDays(250);

        assertThat(
                        Task.dueAt(
                                new NextAction(NextAction.Task.EMAIL, years),
                                hours(Map.of("MON", List.of("09:00-17:00"))),
                                Instant.parse("2026-11-25T10:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-25T10:00:00Z").plus(years));
    }
}
