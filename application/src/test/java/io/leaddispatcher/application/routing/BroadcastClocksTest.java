package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By whose hours the clocks of a lead go about which several were asked. */
class BroadcastClocksTest {

    private static final ActOutcome DONE = new ActOutcome.Done();
    private static final Instant OFFERED = Instant.parse("2026-11-25T15:00:00Z");

    private final RoutingDesk desk = new RoutingDesk();

    /** Four in the afternoon in Berlin is ten in the morning in New York. */
    @BeforeEach
    void bothAreAsked() {
        works("mia", "Europe/Berlin");
        works("ben", "America/New_York");
        desk.keep(
                ConfigurationKind.SLA_POLICY,
                "hot",
                "name",
                "hot",
                "targets",
                object("ACCEPTED", "PT30M", "FIRST_ACTION", "PT2H"),
                "time",
                "BUSINESS",
                "escalations",
                List.of(
                        step("FIRST_ACTION", "25%", "REMIND"),
                        step("FIRST_ACTION", "100%", "NOTIFY_MANAGER")));
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "offer",
                object("mode", "BROADCAST"),
                "sla",
                "hot");
        desk.now = OFFERED;
        desk.event(ANA);
        desk.turn();
        assertThat(desk.assignments.offers).hasSize(2);
        assertThat(rep(clock(SlaTarget.FIRST_ACTION))).isEqualTo(new RepKey("mia"));
        assertThat(clock(SlaTarget.FIRST_ACTION).clock().dueAt())
                .as("an hour today and one tomorrow")
                .isEqualTo("2026-11-26T09:00:00Z");
    }

    private void works(String rep, String zone) {
        desk.keep(
                ConfigurationKind.REP,
                rep,
                "name",
                rep,
                "email",
                rep + "@x.test",
                "timeZone",
                zone,
                "workingHours",
                object("MON-FRI", List.of("09:00-17:00")));
    }

    private LeadClock clock(SlaTarget target) {
        return desk.clocks.of(ANA).stream()
                .filter(one -> one.clock().target() == target)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsStillToComeIsDueInTheHoursOfWhoeverTakesIt() {
        desk.later(Duration.ofMinutes(10));

        assertThat(desk.accept(new Actor.Rep("ben"))).isEqualTo(DONE);

        LeadClock first = clock(SlaTarget.FIRST_ACTION);
        assertThat(rep(first)).isEqualTo(new RepKey("ben"));
        assertThat(first.clock().zone()).hasToString("America/New_York");
        assertThat(first.clock().startedAt()).isEqualTo(OFFERED);
        assertThat(first.clock().dueAt()).isEqualTo("2026-11-25T17:00:00Z");
        assertThat(first.clock().steps())
                .extracting(ClockStep::dueAt)
                .containsExactly(
                        OFFERED.plusSeconds(1_800),
                        OFFERED.plusSeconds(7_200),
                        OFFERED.plusSeconds(7_200));
        assertThat(clock(SlaTarget.ACCEPTED).clock().state()).isEqualTo(ClockState.MET);
        desk.later(Duration.ofMinutes(110));
        assertThat(clock(SlaTarget.FIRST_ACTION).clock().state()).isEqualTo(ClockState.BREACHED);
    }

    private static RepKey rep(LeadClock clock) {
        return ((With) clock.place()).rep();
    }

    @Test
    void whatWasDoneBeforeStaysAsItWas() {
        desk.later(Duration.ofMinutes(40));
        LeadClock missed = clock(SlaTarget.ACCEPTED);
        assertThat(missed.clock().state()).isEqualTo(ClockState.BREACHED);
        assertThat(desk.told(ANA)).containsOnlyOnce("SLA_REMINDED");

        desk.accept(new Actor.Rep("ben"));
        desk.later(Duration.ofMinutes(10));

        assertThat(clock(SlaTarget.ACCEPTED).clock().state()).isEqualTo(ClockState.BREACHED);
        assertThat(clock(SlaTarget.ACCEPTED).clock().dueAt()).isEqualTo(missed.clock().dueAt());
        assertThat(desk.told(ANA)).containsOnlyOnce("SLA_REMINDED");
    }

    @Test
    void whenTheFirstOfThemTakesItNothingIsCountedAnew() {
        var before = clock(SlaTarget.FIRST_ACTION).clock();

        desk.accept(new Actor.Rep("mia"));

        assertThat(clock(SlaTarget.FIRST_ACTION).clock()).isEqualTo(before);
    }
}
