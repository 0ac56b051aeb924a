package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.hadBefore;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.RepKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leads for whoever has the account, or had the lead before. */
class OwnerRoutingTest extends RouterScenes {

    private static final Map<String, ?> PREVIOUS = object("previousOwner", object());

    private static Map<String, ?> awayFor(String delegate) {
        Map<String, @Nullable Object> absence = object();
        absence.putAll(AWAY);
        absence.put("delegate", delegate);
        return absence;
    }

    private static Workspaces owners() {
        return emea("ben")
                .rep("mia", "outOfOffice", List.of(awayFor("zoe")))
                .rep("zoe")
                .rep("gone", "active", false, "outOfOffice", List.of(awayFor("zoe")))
                .rule("owner", "assign", OWNER)
                .rule("pool", "assign", POOL);
    }

    @Test
    void theReasonNamesNoAccountThatTellsOfSomethingSensitive() {
        for (String field : List.of("company.name", "contact.phone", "contact.email")) {
            var workspace = owners().sensitive(field);
            var decision =
                    workspace.decide(
                            Workspaces.of(account("acme", "owner", "ben"), workspace.lead()));

            assertThat(assigned(decision).because())
                    .as(field)
                    .isEqualTo("owns the account of its company");
        }
    }

    @Test
    void norDoesItTellWhetherThereIsAnAccount() {
        var workspace = owners().sensitive("contact.phone");
        var without = workspace.decide(Workspaces.of(account("acme"), workspace.lead()));

        assertThat(rule(without, "owner").note())
                .isEqualTo("there is no owner of its account")
                .isEqualTo(rule(workspace.decide(), "owner").note());
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
    void aMeetingGoesToWhoeversCalendarItIsIn() {
        var workspace =
                emea("ben")
                        .rep("mia")
                        .rule("host", "assign", object("meetingHost", object()))
                        .rule("pool", "assign", POOL);

        var kept = workspace.decide("meeting.host", "Mia@x.test");
        assertThat(where(kept)).isEqualTo("mia");
        assertThat(assigned(kept).pool()).isNull();
        assertThat(assigned(kept).because()).isEqualTo("the meeting is in their calendar");

        assertThat(where(workspace.decide("meeting.host", "stranger@x.test"))).isEqualTo("ben");
        assertThat(rule(workspace.decide("meeting.host", "stranger@x.test"), "host").note())
                .isEqualTo("the meeting is in the calendar of somebody who is no rep");
        assertThat(rule(workspace.decide(), "host").note())
                .isEqualTo("nobody says in whose calendar the meeting is");
    }

    @Test
    void aHostWhoIsAwayIsPassedOver() {
        var workspace =
                emea("ben")
                        .rep("mia", "outOfOffice", List.of(AWAY))
                        .rule("host", "assign", object("meetingHost", object()))
                        .rule("pool", "assign", POOL);

        var decision = workspace.decide("meeting.host", "mia@x.test");

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "host")).containsExactly("mia OUT_OF_OFFICE");
    }
}
