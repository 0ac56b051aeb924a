package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.analysis;
import static io.leaddispatcher.domain.analysis.Analyses.told;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hours of the week in which nobody of a pool works. */
class UncoveredHoursTest {

    private static final Map<String, ?> OFFICE = object("MON-FRI", List.of("09:00-18:00"));

    @Test
    void theHoursAreToldInRangesWithAnExampleThatComesInOne() {
        Workspaces office = office(OFFICE).rule("all", "name", "Everything", "assign", sales());

        List<Finding> findings = analysis(office).findings();

        assertThat(told(findings)).containsExactly("UNCOVERED_HOURS all -");
        Finding found = findings.getFirst();
        assertThat(found.message())
                .isEqualTo(
                        "Nobody in pool 'sales' works Mon-Fri before 09:00 and after 18:00, Sat-Sun all day (Europe/Berlin). Leads that rule 'Everything' sends there then go on to the next rule. Give somebody these hours, or say with whenUnavailable in which queue they wait.");
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.poolKey()).isEqualTo("sales");
        assertThat(nobodyIsThere(found, office.configuration())).isTrue();
    }

    @Test
    void whoSaysWhatBecomesOfLeadsThenIsOnlyToldOfIt() {
        Workspaces office =
                office(OFFICE)
                        .rule(
                                "all",
                                "assign",
                                sales(),
                                "whenUnavailable",
                                object("queue", "after-hours"));
        Workspaces rings =
                office(OFFICE)
                        .rule(
                                "all",
                                "rings",
                                List.of(
                                        object("assign", sales()),
                                        object("assign", object("queue", "after-hours"))));
        Workspaces anyway =
                office(OFFICE).rule("all", "assign", sales(), "whenUnavailable", "ASSIGN_ANYWAY");
        Workspaces tier =
                office(OFFICE).rule("all", "assign", sales(), "whenUnavailable", "NEXT_TIER");

        assertThat(analysis(office).findings().getFirst().severity()).isEqualTo(Severity.INFO);
        assertThat(analysis(office).findings().getFirst().queueKey()).isEqualTo("after-hours");
        assertThat(analysis(office).findings().getFirst().message())
                .endsWith("then wait in queue 'after-hours'.");
        assertThat(analysis(rings).findings().getFirst().message())
                .endsWith("then go on to the next ring.");
        assertThat(analysis(anyway).findings().getFirst().message())
                .endsWith("then are given to somebody all the same.");
        assertThat(analysis(tier).findings().getFirst().message())
                .contains("then go on to the next tier.");
    }

    @Test
    void shiftsOfSeveralPeopleAddUp() {
        Workspaces shifts =
                workspace()
                        .rep("early", "workingHours", object("MON-SUN", List.of("06:00-14:00")))
                        .rep("late", "workingHours", object("MON-SUN", List.of("14:00-22:10")))
                        .rep("night", "workingHours", object("MON-THU", List.of("22:00-06:00")))
                        .rep("gone", "active", false)
                        .pool("sales", "ROUND_ROBIN", List.of("early", "late", "night", "gone"))
                        .rule("all", "assign", sales());

        assertThat(analysis(shifts).findings().getFirst().message())
                .contains(
                        "works Mon before 06:00, Fri after 22:10, Sat-Sun before 06:00 and after 22:10 (");
    }

    @Test
    void hoursAreTranslatedIntoTheZoneOfTheWorkspace() {
        Workspaces york =
                workspace()
                        .rep(
                                "mia",
                                "timeZone",
                                "America/New_York",
                                "workingHours",
                                object("MON-FRI", List.of("09:00-17:00")))
                        .pool("sales", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", sales());

        assertThat(analysis(york).findings().getFirst().message())
                .contains("Mon-Fri before 15:00 and after 23:00, Sat-Sun all day (Europe/Berlin)");
    }

    @Test
    void aBreakIsARangeOfItsOwnAndAPoolWithoutAnyHoursWorksNever() {
        Workspaces lunch =
                office(object("MON-SUN", List.of("00:00-12:30", "13:30-24:00")))
                        .rule("all", "assign", sales());

        assertThat(analysis(lunch).findings().getFirst().message())
                .contains("works Mon-Sun 12:30-13:30 (");
    }

    @Test
    void nothingIsUncoveredWhereSomebodyAlwaysWorksOrHoursDoNotCount() {
        Workspaces always =
                office(OFFICE)
                        .rep("ben")
                        .pool("sales", "ROUND_ROBIN", List.of("mia", "ben"))
                        .rule("all", "assign", sales());
        Workspaces anyHour =
                office(OFFICE)
                        .pool(
                                "sales",
                                "ROUND_ROBIN",
                                List.of("mia"),
                                "respect",
                                List.of("CAPACITY"))
                        .rule("all", "assign", sales());
        Workspaces bothRound =
                office(object("MON-SUN", List.of("00:00-24:00"))).rule("all", "assign", sales());

        assertThat(analysis(always).findings()).isEmpty();
        assertThat(analysis(anyHour).findings()).isEmpty();
        assertThat(analysis(bothRound).findings()).isEmpty();
    }

    @Test
    void aRuleThatAsksForLeadsOfOfficeHoursOnlyHasNoneUncovered() {
        Workspaces open =
                office(OFFICE)
                        .team("emea", "members", List.of("mia"), "workingHours", OFFICE)
                        .rule(
                                "open",
                                "when",
                                leaf("time.team.emea.open", "eq", true),
                                "assign",
                                sales())
                        .rule("rest", "assign", object("queue", "after-hours"));

        assertThat(analysis(open).findings()).isEmpty();
    }

    @Test
    void aPoolThatSeveralRulesUseIsToldOfOnce() {
        Workspaces both =
                office(OFFICE)
                        .rule("de", "when", leaf("company.country", "eq", "DE"), "assign", sales())
                        .rule("rest", "assign", sales());

        List<Finding> findings = analysis(both).findings();

        assertThat(told(findings)).containsExactly("UNCOVERED_HOURS de -");
        assertThat(findings.getFirst().message()).contains("rules 'de' and 'rest' send there");
    }

    private static Workspaces office(Map<String, ?> hours) {
        return workspace()
                .rep("mia", "workingHours", hours)
                .pool("sales", "ROUND_ROBIN", List.of("mia"));
    }

    private static Map<String, ?> sales() {
        return object("pool", "sales");
    }

    private static boolean nobodyIsThere(Finding finding, RoutingConfiguration configuration) {
        LeadContext lead = Analyses.lead(finding, configuration);
        Decision decision =
                new Router(configuration)
                        .decide(lead, RoutingState.empty(), lead.lead().receivedAt());
        return decision.result() instanceof Decision.Result.Queued queued && queued.rule() == null;
    }
}
