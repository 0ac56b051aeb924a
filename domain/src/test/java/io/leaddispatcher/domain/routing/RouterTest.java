package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.queued;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.rules;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.declinedBy;
import static io.leaddispatcher.domain.routing.Workspaces.hadBefore;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of DESIGN: which rule takes a lead, and to whom each target gives it. */
class RouterTest {

    private static final Map<String, ?> POOL = object("pool", "emea");
    private static final Map<String, ?> OWNER = object("accountOwner", object());
    private static final Map<String, ?> PREVIOUS = object("previousOwner", object());
    private static final Map<String, ?> TO_AFTER_HOURS = object("queue", "after-hours");
    private static final Map<String, ?> AWAY =
            object("from", "2026-11-20T00:00:00Z", "to", "2026-12-20T00:00:00Z");

    private static Map<String, ?> awayFor(String delegate) {
        Map<String, @Nullable Object> absence = object();
        absence.putAll(AWAY);
        absence.put("delegate", delegate);
        return absence;
    }

    private static Workspaces emea(String... members) {
        return workspace().reps(members).pool("emea", "ROUND_ROBIN", List.of(members));
    }

    // Rules and tiers

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
    void pain28_whatNoRuleMatchesFallsToTheFallback() {
        var decision =
                emea("mia")
                        .rule("at", "when", leaf("company.country", "eq", "AT"), "assign", POOL)
                        .decide("company.country", "DE");

        assertThat(where(decision)).isEqualTo("queue fallback");
        assertThat(queued(decision).rule()).isNull();
        assertThat(queued(decision).tier()).isNull();
        assertThat(queued(decision).why()).isEqualTo("no rule matched");
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

    // When nobody is available

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
        assertThat(assigned(decision).tier()).isEqualTo("Second");
        assertThat(rules(decision).stream().map(Trace.RuleTrace::id))
                .containsExactly("paused", "next-tier");
    }

    @Test
    void aQueueTakesWhatFoundNobody() {
        var decision = pausedFirst(TO_AFTER_HOURS).decide();

        assertThat(where(decision)).isEqualTo("queue after-hours");
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
        for (var nobody :
                List.of(
                        workspace().rep("mia", "paused", true),
                        workspace()
                                .rep("mia", "workingHours", object("MON", List.of("09:00-10:00"))),
                        workspace().rep("mia", "outOfOffice", List.of(AWAY)),
                        workspace().rep("mia").inAMeeting("mia"))) {
            nobody.pool("emea", "ROUND_ROBIN", List.of("mia"));
            var decision =
                    nobody.rule("all", "assign", POOL, "whenUnavailable", "ASSIGN_ANYWAY").decide();
            assertThat(where(decision)).isEqualTo("mia");
            assertThat(rule(decision, "all").note())
                    .isEqualTo("nobody was available: assigned anyway");
            assertThat(rule(decision, "all").outcome()).isEqualTo(Outcome.WON);
        }
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

    // Targets

    private static Workspaces owners() {
        return emea("ben")
                .rep("mia", "outOfOffice", List.of(awayFor("zoe")))
                .rep("zoe")
                .rep("gone", "active", false, "outOfOffice", List.of(awayFor("zoe")))
                .rule("owner", "assign", OWNER)
                .rule("pool", "assign", POOL);
    }

    @Test
    void theAccountsOwnerGetsTheLead() {
        var workspace = owners();
        var decision =
                workspace.decide(Workspaces.of(account("acme", "owner", "ben"), workspace.lead()));

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(assigned(decision).pool()).isNull();
        assertThat(assigned(decision).because()).isEqualTo("owns the account acme");
        assertThat(decision.state().workload(new RepKey("ben")).open()).isEqualTo(1);
        assertThat(decision.ledgerRows()).isEmpty();
    }

    @Test
    void aDelegateTakesTheWorkOfAnOwnerWhoIsOutOfOffice() {
        var workspace = owners();
        var decision =
                workspace.decide(Workspaces.of(account("acme", "owner", "mia"), workspace.lead()));

        assertThat(where(decision)).isEqualTo("zoe");
        assertThat(candidates(decision, "owner")).containsExactly("mia OUT_OF_OFFICE", "zoe!");
        assertThat(assigned(decision).because())
                .isEqualTo("stands in for mia, who is out of office");
    }

    @Test
    void aDelegateWhoIsAwayTooPassesItOnAndARingOfThemEnds() {
        var workspace =
                workspace()
                        .rep("mia", "outOfOffice", List.of(awayFor("ben")))
                        .rep("ben", "outOfOffice", List.of(awayFor("zoe")))
                        .rep("zoe")
                        .rep("tim", "outOfOffice", List.of(awayFor("kim")))
                        .rep("kim", "outOfOffice", List.of(awayFor("tim")))
                        .rule("mia", "assign", object("rep", "mia"));
        assertThat(where(workspace.decide())).isEqualTo("zoe");

        var ring =
                workspace()
                        .rep("tim", "outOfOffice", List.of(awayFor("kim")))
                        .rep("kim", "outOfOffice", List.of(awayFor("tim")))
                        .rule("tim", "assign", object("rep", "tim"))
                        .decide();
        assertThat(where(ring)).isEqualTo("queue fallback");
        assertThat(candidates(ring, "tim"))
                .containsExactly("tim OUT_OF_OFFICE", "kim OUT_OF_OFFICE");
    }

    @Test
    void pain06_anOwnerWhoLeftFallsThroughWithThatReason() {
        var workspace = owners();
        var decision =
                workspace.decide(Workspaces.of(account("acme", "owner", "gone"), workspace.lead()));

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "owner")).containsExactly("gone INACTIVE OUT_OF_OFFICE");
    }

    @Test
    void anOwnerWhoIsNoRepFallsThroughWithThatReason() {
        for (String owner : List.of("stranger", "Jane Doe <jane@acme.de>")) {
            var workspace = owners();
            var decision =
                    workspace.decide(
                            Workspaces.of(account("acme", "owner", owner), workspace.lead()));
            assertThat(where(decision)).isEqualTo("ben");
            assertThat(candidates(decision, "owner")).containsExactly(owner + " OWNER_UNKNOWN");
        }
    }

    @Test
    void withoutAccountOrOwnerTheRuleSaysSo() {
        assertThat(rule(owners().decide(), "owner").note())
                .isEqualTo("the lead matches no account");
        var workspace = owners();
        assertThat(
                        rule(
                                        workspace.decide(
                                                Workspaces.of(account("acme"), workspace.lead())),
                                        "owner")
                                .note())
                .isEqualTo("account 'acme' has no owner");
    }

    @Test
    void pain29_anOwnerRuleCanHaveExceptions() {
        var workspace =
                emea("ben")
                        .rep("mia")
                        .rule(
                                "owner",
                                "when",
                                object("not", leaf("lead.product", "eq", "payments")),
                                "assign",
                                OWNER)
                        .rule("pool", "assign", POOL);
        var acme = account("acme", "owner", "mia");

        assertThat(where(workspace.decide(Workspaces.of(acme, workspace.lead())))).isEqualTo("mia");
        assertThat(
                        where(
                                workspace.decide(
                                        Workspaces.of(
                                                acme, workspace.lead("lead.product", "Payments")))))
                .isEqualTo("ben");
    }

    @Test
    void pain15_whoHadTheLeadBeforeGetsItOnlyWhenAvailable() {
        var sticky =
                emea("ben")
                        .rep("mia")
                        .rule("sticky", "assign", PREVIOUS)
                        .rule("pool", "assign", POOL);
        assertThat(where(sticky.decide(hadBefore("mia", sticky.lead())))).isEqualTo("mia");

        var away = sticky.rep("mia", "workingHours", object("MON", List.of("09:00-17:00")));
        var decision = away.decide(hadBefore("mia", away.lead()));
        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "sticky")).containsExactly("mia OUT_OF_HOURS");

        assertThat(rule(sticky.decide(), "sticky").note()).isEqualTo("nobody had this lead before");
        assertThat(candidates(sticky.decide(hadBefore("left", sticky.lead())), "sticky"))
                .containsExactly("left OWNER_UNKNOWN");
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
    void pain20_outOfHoursNobodyIsAskedUnlessThePoolDoesNotMind() {
        var night =
                workspace()
                        .rep(
                                "mia",
                                "timeZone",
                                "America/Los_Angeles",
                                "workingHours",
                                object("MON-FRI", List.of("09:00-17:00")))
                        .pool("emea", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", POOL);
        assertThat(candidates(night.decide(), "all")).containsExactly("mia OUT_OF_HOURS");

        night.pool("emea", "ROUND_ROBIN", List.of("mia"), "respect", List.of("CAPACITY"));
        assertThat(where(night.decide())).isEqualTo("mia");
    }

    @Test
    void aPoolDealsInTurnsAndNotesThem() {
        var workspace = emea("mia", "ben").rule("all", "assign", POOL);
        var router = workspace.router();
        var first = router.decide(LeadContext.of(workspace.lead()), workspace.state(), NOON);
        var second =
                router.decide(LeadContext.of(workspace.lead()), first.state(), NOON.plusSeconds(1));

        assertThat(where(first)).isEqualTo("mia");
        assertThat(where(second)).isEqualTo("ben");
        assertThat(assigned(first).pool()).isEqualTo(new PoolKey("emea"));
        assertThat(first.ledgerRows().stream().map(LedgerRow::cause))
                .containsExactly(Cause.JOIN, Cause.JOIN, Cause.ASSIGNED);
        assertThat(second.state().ledger(new PoolKey("emea")).turns()).isEqualTo(2);
    }

    @Test
    void pain08_theDecisionNamesTheSourceOfTheWeights() {
        assertThat(assigned(emea("mia", "ben").rule("all", "assign", POOL).decide()).because())
                .isEqualTo("next in equal turns: has had 0 of 0.5");
        assertThat(
                        assigned(
                                        workspace()
                                                .reps("mia", "ben")
                                                .pool("emea", "WEIGHTED", List.of("mia", "ben"))
                                                .rule("all", "assign", POOL)
                                                .decide())
                                .because())
                .isEqualTo("next by the pool's weights: has had 0 of 0.5");
    }

    @Test
    void aPoolStartsAnewWithItsCycle() {
        var workspace =
                workspace()
                        .reps("mia", "ben")
                        .pool("emea", "ROUND_ROBIN", List.of("mia", "ben"), "cycle", "DAY")
                        .rule("all", "assign", POOL);
        var router = workspace.router();
        var lead = LeadContext.of(workspace.lead());
        var today = router.decide(lead, workspace.state(), NOON);
        var tomorrow = router.decide(lead, today.state(), NOON.plus(Duration.ofDays(1)));

        assertThat(where(today)).isEqualTo("mia");
        assertThat(where(tomorrow)).isEqualTo("mia");
    }

    @Test
    void anEmptyPoolAndOneThatIsGoneSaySo() {
        var empty = workspace().pool("emea", "ROUND_ROBIN", List.of()).rule("all", "assign", POOL);
        assertThat(rule(empty.decide(), "all").note()).isEqualTo("pool 'emea' has no members");

        var configuration = emea("mia").rule("all", "assign", POOL).configuration();
        var without =
                new RoutingConfiguration(
                        configuration.zone(),
                        configuration.fields(),
                        configuration.roster(),
                        Map.of(),
                        Map.of(),
                        configuration.territories(),
                        List.of(),
                        Map.of(),
                        Map.of(LeadKind.LEAD, configuration.policy(LeadKind.LEAD).orElseThrow()));
        var decision =
                new Router(without)
                        .decide(LeadContext.of(workspace().lead()), RoutingState.empty(), NOON);
        assertThat(rule(decision, "all").note()).isEqualTo("there is no pool 'emea'");
    }

    @Test
    void aMemberWhomTheRosterDoesNotHoldIsPassedOver() {
        var decision =
                workspace()
                        .reps("mia")
                        .pool("emea", "ROUND_ROBIN", List.of("gone", "mia"))
                        .rule("all", "assign", POOL)
                        .decide();

        assertThat(candidates(decision, "all")).containsExactly("mia!");
    }

    @Test
    void aQueueTakesTheLead() {
        var decision = workspace().rule("all", "assign", object("queue", "after-hours")).decide();

        assertThat(where(decision)).isEqualTo("queue after-hours");
        assertThat(queued(decision).handoff()).isNull();
        assertThat(queued(decision).nextRingAt()).isNull();
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
            assertThat(decision.ledgerRows()).isEmpty();
            assertThat(decision.state().workload(new RepKey("mia")).open()).isZero();
        }
    }

    @Test
    void aPoolCountsItsMembersOwnLeadsOnlyWhenItSaysSo() {
        var counting =
                workspace()
                        .reps("mia", "ben")
                        .pool(
                                "emea",
                                "ROUND_ROBIN",
                                List.of("mia", "ben"),
                                "countsOwnerAssignments",
                                true)
                        .pool("other", "ROUND_ROBIN", List.of("mia", "ben"))
                        .pool(
                                "without-mia",
                                "ROUND_ROBIN",
                                List.of("ben"),
                                "countsOwnerAssignments",
                                true)
                        .rule("owner", "assign", OWNER)
                        .rule("pool", "assign", POOL);
        var router = counting.router();
        var owned =
                router.decide(
                        Workspaces.of(account("acme", "owner", "mia"), counting.lead()),
                        counting.state(),
                        NOON);

        assertThat(owned.ledgerRows().stream().map(LedgerRow::cause))
                .containsExactly(Cause.JOIN, Cause.JOIN, Cause.ASSIGNED);
        assertThat(owned.state().ledger(new PoolKey("other")).standings()).isEmpty();
        assertThat(owned.state().ledger(new PoolKey("without-mia")).standings()).isEmpty();
        var next =
                router.decide(
                        LeadContext.of(counting.lead(new LeadId(new UUID(7, 2)), NOON)),
                        owned.state(),
                        NOON);
        assertThat(where(next)).isEqualTo("ben");
    }
}
