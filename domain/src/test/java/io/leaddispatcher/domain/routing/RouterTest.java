package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.queued;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.rules;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.declinedBy;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of DESIGN: which rule takes a lead, and to whom each target gives it. */
class RouterTest extends RouterScenes {

    @Test
    void theFirstRuleThatMatchesWins() {
        var decision =
                emea("mia")
                        .rule("at", "when", leaf("company.country", "eq", "AT"), "assign", POOL)
                        .rule(
                                "de",
                                "when",
                                leaf("company.country", "eq", "DE"),
                                "assign",
                                object("queue", "after-hours"),
                                "priority",
                                "URGENT")
                        .rule("all", "assign", POOL)
                        .decide("company.country", "DE");

        assertThat(where(decision)).isEqualTo("queue after-hours");
        assertThat(queued(decision).priority()).isEqualTo(Priority.URGENT);
        assertThat(queued(decision).tier()).isEqualTo("Only tier");
        assertThat(decision.policyVersion()).isEqualTo(7);
        assertThat(rules(decision).stream().map(Trace.RuleTrace::outcome))
                .containsExactly(Outcome.NO_MATCH, Outcome.WON);
    }

    @Test
    void aRuleThatIsSwitchedOffNeverMatchesAndTheTraceSaysSo() {
        var decision =
                emea("mia")
                        .rule("off", "assign", object("reject", "spam"), "disabled", true)
                        .rule("on", "assign", POOL)
                        .decide();

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(rule(decision, "off").matched()).isFalse();
        assertThat(rule(decision, "off").outcome()).isEqualTo(Outcome.NO_MATCH);
        assertThat(rule(decision, "off").note()).isEqualTo("switched off");
        assertThat(rule(decision, "off").condition()).isNull();
    }

    @Test
    void whatWasRaisedIsAtLeastAsUrgentWhereverItGoes() {
        var given = emea("mia").rule("all", "assign", POOL, "priority", "HIGH").decide();
        var waiting =
                emea("mia")
                        .rule("all", "assign", object("queue", "after-hours"), "priority", "LOW")
                        .decide();
        var refused = emea("mia").rule("all", "assign", object("reject", "spam")).decide();

        assertThat(assigned(given.raisedTo(Priority.URGENT)).priority()).isEqualTo(Priority.URGENT);
        assertThat(assigned(given.raisedTo(Priority.STANDARD)).priority()).isEqualTo(Priority.HIGH);
        assertThat(queued(waiting.raisedTo(Priority.HIGH)).priority()).isEqualTo(Priority.HIGH);
        assertThat(refused.raisedTo(Priority.URGENT)).isEqualTo(refused);
        assertThat(given.raisedTo(null)).isSameAs(given);
        assertThat(where(given.raisedTo(Priority.URGENT))).isEqualTo("mia");
    }

    @Test
    void pain28_whatNoRuleMatchesFallsToTheFallback() {
        var decision =
                emea("mia")
                        .rule("at", "when", leaf("company.country", "eq", "AT"), "assign", POOL)
                        .decide("company.country", "DE");

        assertThat(where(decision)).isEqualTo("queue fallback");
        assertThat(queued(decision).rule()).isNull();
        assertThat(queued(decision).tier()).isNull();
        assertThat(queued(decision).why()).isEqualTo("no rule matched");
        assertThat(decision.foundNobody()).isFalse();
        assertThat(decision.trace().fallback()).isEqualTo("no rule matched");
    }

    @Test
    void pain28_nobodyThereIsAnotherReasonThanNothingMatched() {
        var decision =
                workspace()
                        .rep("mia", "paused", true)
                        .pool("emea", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", POOL)
                        .decide();

        assertThat(where(decision)).isEqualTo("queue fallback");
        assertThat(decision.trace().fallback())
                .isEqualTo("every rule that matched found nobody available");
        assertThat(decision.foundNobody()).isTrue();
        assertThat(rule(decision, "all").outcome()).isEqualTo(Outcome.NOBODY_AVAILABLE);
    }

    @Test
    void pain18_thatAllAreAtCapacityIsSaid() {
        var full =
                workspace()
                        .rep("mia", "capacity", object("open", 2))
                        .busy("mia", 2)
                        .pool("emea", "ROUND_ROBIN", List.of("mia"));
        assertThat(full.rule("all", "assign", POOL).decide().trace().fallback())
                .isEqualTo("every rule that matched found all at capacity");

        var queued =
                workspace()
                        .rep("mia", "capacity", object("open", 0))
                        .pool("emea", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", POOL, "whenUnavailable", TO_AFTER_HOURS)
                        .decide();
        assertThat(queued(queued).why()).isEqualTo("rule 'all' found all at capacity");
        assertThat(candidates(queued, "all")).containsExactly("mia AT_CAPACITY");
    }

    @Test
    void withoutAPolicyLeadsWaitInTheFallback() {
        var decision = workspace().withoutPolicy().decide();

        assertThat(where(decision)).isEqualTo("queue fallback");
        assertThat(decision.policyVersion()).isZero();
        assertThat(decision.trace().toDocument())
                .containsEntry("fallback", "no lead policy has been published")
                .containsEntry("tiers", List.of());
    }

    @Test
    void pain19_aLeadIsNotLeftOutForItsAge() {
        var workspace = emea("mia").rule("all", "assign", POOL);
        var lead = workspace.lead("receivedAt", "2024-01-01T00:00:00Z");

        assertThat(where(workspace.decide(LeadContext.of(lead)))).isEqualTo("mia");
    }

    @Test
    void aNamedRepGetsTheLead() {
        var decision = workspace().reps("mia").rule("vip", "assign", object("rep", "mia")).decide();

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(assigned(decision).because()).isEqualTo("named by the rule");
    }

    @Test
    void whoDeclinedIsNotAskedAgain() {
        var workspace = emea("mia", "ben").rule("all", "assign", POOL);
        var decision = workspace.decide(declinedBy(workspace.lead(), "mia"));

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "all")).containsExactly("mia DECLINED_BEFORE", "ben!");
    }

    @Test
    void pain54_whoDeclinedIsAskedInNoOtherWayEither() {
        var workspace =
                emea("mia")
                        .pool("others", "PRIORITY", List.of("mia"))
                        .rule("pool", "assign", POOL)
                        .rule("other", "assign", object("pool", "others"))
                        .rule("named", "assign", object("rep", "mia"))
                        .rule(
                                "anyway",
                                "assign",
                                POOL,
                                "whenUnavailable",
                                "ASSIGN_ANYWAY",
                                "offer",
                                object("mode", "BROADCAST"));
        var decision = workspace.decide(declinedBy(workspace.lead(), "mia"));

        assertThat(where(decision)).isEqualTo("queue fallback");
        for (String rule : List.of("pool", "other", "named", "anyway")) {
            assertThat(candidates(decision, rule)).containsExactly("mia DECLINED_BEFORE");
        }
    }

    @Test
    void aQueueTakesTheLead() {
        var decision = workspace().rule("all", "assign", object("queue", "after-hours")).decide();

        assertThat(where(decision)).isEqualTo("queue after-hours");
        assertThat(queued(decision).handoff()).isNull();
        assertThat(queued(decision).nextRingAt()).isNull();
        assertThat(decision.foundNobody()).isFalse();
        assertThat(queued(decision).why()).isEqualTo("rule 'all' sends it to this queue");
        assertThat(rule(decision, "all").outcome()).isEqualTo(Outcome.WON);
    }

    @Test
    void aHandoffWaitsInItsQueue() {
        var decision =
                workspace()
                        .rule(
                                "all",
                                "assign",
                                object(
                                        "handoff",
                                        object("type", "SUPPORT", "queue", "after-hours")))
                        .decide();

        assertThat(queued(decision).handoff()).isEqualTo(Target.HandoffType.SUPPORT);
        assertThat(decision.foundNobody()).isFalse();
        assertThat(where(decision)).isEqualTo("queue after-hours");
    }

    @Test
    void aRejectedLeadIsNotWorkedOn() {
        var decision =
                workspace().rule("spam", "assign", object("reject", "a competitor")).decide();

        assertThat(where(decision)).isEqualTo("rejected: a competitor");
        assertThat(rule(decision, "spam").outcome()).isEqualTo(Outcome.WON);
    }

    @Test
    void aBroadcastAsksEverybodyWhoMayHaveItAndCountsNobodyYet() {
        for (var workspace :
                List.of(
                        emea("mia", "ben")
                                .rule(
                                        "all",
                                        "assign",
                                        POOL,
                                        "offer",
                                        object("mode", "BROADCAST", "ttl", "PT10M")),
                        emea("mia", "ben")
                                .rule("all", "assign", POOL)
                                .policy("offer", object("mode", "BROADCAST")))) {
            workspace.rep("zoe", "paused", true);
            workspace.pool("emea", "ROUND_ROBIN", List.of("mia", "ben", "zoe"));
            var decision = workspace.decide();

            assertThat(where(decision)).isEqualTo("all of mia, ben");
            assertThat(candidates(decision, "all")).containsExactly("mia!", "ben!", "zoe PAUSED");
            assertThat(decision.ledgerRows()).noneMatch(LedgerRow::isTurn);
            assertThat(decision.state().workload(new RepKey("mia")).open()).isZero();
        }
    }
}
