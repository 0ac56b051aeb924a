package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.queued;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.rules;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.declinedBy;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a lead goes when a rule finds nobody. */
class WayOnTest extends RouterScenes {

    private static Workspaces pausedFirst(Object whenUnavailable) {
        return workspace()
                .rep("mia", "paused", true)
                .rep("ben")
                .rep("zoe")
                .pool("emea", "ROUND_ROBIN", List.of("mia"))
                .tier("First")
                .rule("paused", "assign", POOL, "whenUnavailable", whenUnavailable)
                .rule("next-rule", "assign", object("rep", "ben"))
                .tier("Second")
                .rule("next-tier", "assign", object("rep", "zoe"));
    }

    @Test
    void theNextRuleIsTriedUnlessTheRuleSaysOtherwise() {
        assertThat(where(pausedFirst("NEXT_RULE").decide())).isEqualTo("ben");
        assertThat(
                        where(
                                workspace()
                                        .rep("mia", "active", false)
                                        .rep("ben")
                                        .rule("left", "assign", object("rep", "mia"))
                                        .rule("next", "assign", object("rep", "ben"))
                                        .decide()))
                .isEqualTo("ben");
    }

    @Test
    void theNextTierLeavesTheRestOfThisOneOut() {
        var decision = pausedFirst("NEXT_TIER").decide();

        assertThat(where(decision)).isEqualTo("zoe");
        assertThat(decision.foundNobody()).isFalse();
        assertThat(assigned(decision).tier()).isEqualTo("Second");
        assertThat(rules(decision).stream().map(Trace.RuleTrace::id))
                .containsExactly("paused", "next-tier");
    }

    @Test
    void aQueueTakesWhatFoundNobody() {
        var decision = pausedFirst(TO_AFTER_HOURS).decide();

        assertThat(where(decision)).isEqualTo("queue after-hours");
        assertThat(decision.foundNobody()).isTrue();
        assertThat(queued(decision).rule()).isNotNull();
        assertThat(queued(decision).why()).isEqualTo("rule 'paused' found nobody available");
        assertThat(rule(decision, "paused").outcome()).isEqualTo(Outcome.NOBODY_AVAILABLE);
        assertThat(rule(decision, "paused").note())
                .isEqualTo("nobody available: waits in queue 'after-hours'");
        assertThat(rules(decision)).hasSize(1);
        assertThat(decision.trace().fallback()).isNull();
    }

    @Test
    void assignAnywayOverlooksPauseHoursHolidaysAbsenceAndCalendar() {
        Map<String, Workspaces> away =
                Map.of(
                        "PAUSED", workspace().rep("mia", "paused", true),
                        "OUT_OF_HOURS",
                                workspace()
                                        .rep(
                                                "mia",
                                                "workingHours",
                                                object("MON", List.of("09:00-10:00"))),
                        "OUT_OF_OFFICE", workspace().rep("mia", "outOfOffice", List.of(AWAY)),
                        "CALENDAR_BUSY", workspace().rep("mia").inAMeeting("mia"));
        away.forEach((why, nobody) -> {
            nobody.pool("emea", "ROUND_ROBIN", List.of("mia"));
            var decision =
                    nobody.rule("all", "assign", POOL, "whenUnavailable", "ASSIGN_ANYWAY").decide();
            assertThat(where(decision)).isEqualTo("mia");
            assertThat(rule(decision, "all").note())
                    .isEqualTo("nobody was available: assigned anyway, though mia is " + why);
            assertThat(rule(decision, "all").outcome()).isEqualTo(Outcome.WON);
        });
    }

    @Test
    void assignAnywayOverlooksAHoliday() {
        var closed =
                workspace()
                        .rep("mia")
                        .team("emea", "members", List.of("mia"), "holidays", "DE-BE")
                        .rule(
                                "all",
                                "assign",
                                object("rep", "mia"),
                                "whenUnavailable",
                                "ASSIGN_ANYWAY");
        var christmas = closed.lead("receivedAt", "2026-12-25T11:00:00Z");
        var decision =
                closed.router()
                        .decide(LeadContext.of(christmas), closed.state(), christmas.receivedAt());

        assertThat(where(decision)).isEqualTo("mia");
    }

    @Test
    void assignAnywayNeverOverlooksTheRest() {
        var lead = workspace().lead();
        for (var nobody :
                List.of(
                        workspace().rep("mia", "active", false),
                        workspace().rep("mia", "capacity", object("open", 1)).busy("mia", 1),
                        workspace().rep("mia", "paused", true))) {
            var decision =
                    nobody.rep("ben")
                            .rule(
                                    "all",
                                    "assign",
                                    object("rep", "mia"),
                                    "whenUnavailable",
                                    "ASSIGN_ANYWAY",
                                    "skills",
                                    List.of(object("skill", "tier", "anyOf", List.of("gold"))))
                            .rule("next", "assign", object("rep", "ben"))
                            .decide(LeadContext.of(lead));
            assertThat(where(decision)).isEqualTo("ben");
            assertThat(rule(decision, "all").outcome()).isEqualTo(Outcome.NOBODY_AVAILABLE);
        }
        var declined =
                workspace()
                        .rep("mia", "paused", true)
                        .rule(
                                "all",
                                "assign",
                                object("rep", "mia"),
                                "whenUnavailable",
                                "ASSIGN_ANYWAY")
                        .decide(declinedBy(lead, "mia"));
        assertThat(where(declined)).isEqualTo("queue fallback");
        assertThat(candidates(declined, "all")).containsExactly("mia PAUSED DECLINED_BEFORE");
    }
}
