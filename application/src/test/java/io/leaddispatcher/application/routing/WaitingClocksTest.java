package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.SlaClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clocks of leads that wait go by the hours of the team whose queue it is. */
class WaitingClocksTest {

    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);

    /** Ten minutes before the team of Berlin goes home for the weekend. */
    private static final Instant FRIDAY = Instant.parse("2026-11-27T15:50:00Z");

    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-30T08:05:00Z");
    private static final Instant MONDAY_EVENING = Instant.parse("2026-11-30T16:30:00Z");

    private final RoutingDesk desk = new RoutingDesk();

    @BeforeEach
    void aLeadWaitsForTheTeam() {
        desk.keep(
                ConfigurationKind.TEAM,
                "berlin",
                "name",
                "Berlin",
                "members",
                List.of("mia"),
                "timeZone",
                "Europe/Berlin",
                "workingHours",
                Map.of("MON-FRI", List.of("09:00-17:00")));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "berlin");
        desk.keep(
                ConfigurationKind.SLA_POLICY,
                "hot",
                "name",
                "Hot",
                "time",
                "BUSINESS",
                "targets",
                object("DISPATCHED", "PT1H"));
        desk.rule("waits", "assign", object("queue", "partners"), "sla", "hot");
        desk.now = FRIDAY;
        desk.event(ANA);
        desk.turn();
        assertThat(clock().dueAt()).isEqualTo("2026-11-30T08:50:00Z");
    }

    @Test
    void theWeekendIsNotCountedWhenItStandsStillOnMonday() {
        desk.now = MONDAY_MORNING;

        desk.record(ADMIN, "type", "CALL", "withCustomer", true);

        assertThat(clock().isPaused()).isTrue();
        assertThat(clock().pace())
                .isEqualTo(new SlaClock.Pace(MONDAY_MORNING, Duration.ofMinutes(15), false));
    }

    @Test
    void whatIsLeftOfItIsNotOverInTheNight() {
        desk.now = MONDAY_MORNING;
        desk.record(ADMIN, "type", "CALL", "withCustomer", true);
        desk.now = MONDAY_EVENING;

        desk.record(ADMIN, "type", "CALL");
        desk.later(Duration.ofHours(8));

        assertThat(clock().state()).isEqualTo(ClockState.RUNNING);
        assertThat(clock().dueAt()).isEqualTo("2026-12-01T08:45:00Z");
        assertThat(desk.told(ANA)).doesNotContain("SLA_BREACHED");
    }

    private SlaClock clock() {
        return desk.clocks.of(ANA).getLast().clock();
    }
}
