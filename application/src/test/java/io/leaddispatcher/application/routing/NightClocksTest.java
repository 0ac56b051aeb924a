package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.lead.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business time in the nights in which clocks are changed, and over holidays. */
class NightClocksTest {

    private final RoutingDesk desk = new RoutingDesk();

    /** Mia alone works, in these hours; a lead of hers has to be accepted within some time. */
    private void mia(String zone, Map<String, ?> hours, String within) {
        desk.pause("ben", true);
        desk.change(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "timeZone",
                zone,
                "workingHours",
                hours);
        desk.change(
                ConfigurationKind.SLA_POLICY,
                "night",
                "name",
                "Night",
                "time",
                "BUSINESS",
                "targets",
                object("ACCEPTED", within),
                "escalations",
                List.of(RoutingDesk.step("ACCEPTED", "50%", "REMIND")));
        desk.rule("night", "assign", object("pool", "sales"), "sla", "night");
    }

    private void comesAt(Instant at) {
        desk.now = at;
        desk.event(ANA);
        desk.turn();
        assertThat(desk.file(ANA).placement().rep()).hasToString("mia");
    }

    private TimelineEntry told(String type) {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals(type))
                .filter(entry -> "ACCEPTED".equals(entry.detail().get("target")))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        // There is no half past two: an hour after half past one it is half past three.
        "Europe/Berlin, 2027-03-28T00:30:00Z, PT1H,"
                + " 2027-03-28T03:00+02:00[Europe/Berlin], 2027-03-28T03:30+02:00[Europe/Berlin]",
        // Half past two comes twice.
        "Europe/Berlin, 2026-10-25T00:00:00Z, PT1H,"
                + " 2026-10-25T02:30+02:00[Europe/Berlin], 2026-10-25T02:00+01:00[Europe/Berlin]",
        "Europe/Berlin, 2026-10-25T00:00:00Z, PT1H30M,"
                + " 2026-10-25T02:45+02:00[Europe/Berlin], 2026-10-25T02:30+01:00[Europe/Berlin]",
        "America/New_York, 2027-03-14T06:30:00Z, PT1H,"
                + " 2027-03-14T03:00-04:00[America/New_York],"
                + " 2027-03-14T03:30-04:00[America/New_York]",
        "America/New_York, 2026-11-01T05:00:00Z, PT1H30M,"
                + " 2026-11-01T01:45-04:00[America/New_York],"
                + " 2026-11-01T01:30-05:00[America/New_York]",
    })
    void aNightShiftGoesOverTheChangeOfTheClocks(
            String zone, Instant at, Duration within, String half, String due) {
        mia(zone, Map.of("SAT", List.of("22:00-06:00")), within.toString());

        comesAt(at);
        desk.later(within);

        assertThat(told("SLA_REMINDED").detail()).containsEntry("local", half);
        assertThat(told("SLA_BREACHED").detail())
                .containsEntry("local", due)
                .containsEntry("dueAt", at.plus(within).toString());
    }

    @Test
    void theShiftIsAnHourShorterInSpringAndWhatIsLeftIsDueInTheNextOne() {
        mia("Europe/Berlin", Map.of("SAT", List.of("22:00-06:00")), "PT5H");

        // At half past one: three and a half hours are left of the shift, not four and a half.
        comesAt(Instant.parse("2027-03-28T00:30:00Z"));
        desk.later(Duration.ofDays(8));

        assertThat(told("SLA_BREACHED").detail())
                .containsEntry("local", "2027-04-03T23:30+02:00[Europe/Berlin]");
    }

    @Test
    void nobodyWorksAtChristmas() {
        desk.keep(
                ConfigurationKind.TEAM,
                "berlin",
                "name",
                "Berlin",
                "members",
                List.of("mia"),
                "holidays",
                "DE-BE");
        mia("Europe/Berlin", Map.of("MON-FRI", List.of("09:00-17:00")), "PT1H");

        // A Thursday, half an hour before the end of it.
        comesAt(Instant.parse("2026-12-24T15:30:00Z"));
        desk.later(Duration.ofDays(5));

        assertThat(told("SLA_REMINDED").detail())
                .containsEntry("local", "2026-12-24T17:00+01:00[Europe/Berlin]");
        assertThat(told("SLA_BREACHED").detail())
                .containsEntry("local", "2026-12-28T09:30+01:00[Europe/Berlin]");
    }
}
