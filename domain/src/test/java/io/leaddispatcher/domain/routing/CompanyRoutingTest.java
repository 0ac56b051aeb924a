package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leads for the owner of an account above, and for whoever got the company's last lead. */
class CompanyRoutingTest extends RouterScenes {

    private static final LeadId EARLIER = new LeadId(new UUID(7, 99));
    private static final Account BERLIN = account("berlin");
    private static final Account EUROPE = account("europe", "owner", "mia");
    private static final Account WORLD = account("world", "owner", "zoe");

    private static Workspaces family(String target) {
        return emea("ben")
                .reps("mia", "zoe")
                .rep("gone", "active", false)
                .rep("paused", "paused", true)
                .rule(
                        "owner",
                        "assign",
                        object("accountOwner", object("parents", target.equals("parents"))))
                .rule("pool", "assign", POOL);
    }

    private static Decision decide(Workspaces workspace, Account account, Account... above) {
        return workspace.decide(
                Workspaces.with(
                        Workspaces.of(account, workspace.lead()),
                        new Company(List.of(above), null)));
    }

    @Test
    void theNearestOwnerAboveTakesTheLeadOfAnAccountWithoutOne() {
        var decision = decide(family("parents"), BERLIN, EUROPE, WORLD);

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(assigned(decision).because())
                .isEqualTo("owns the account europe, which is above berlin");
        assertThat(where(decide(family("parents"), BERLIN, account("europe"), WORLD)))
                .isEqualTo("zoe");
    }

    @Test
    void theAccountsOwnOwnerComesFirst() {
        var decision = decide(family("parents"), account("berlin", "owner", "zoe"), EUROPE);

        assertThat(where(decision)).isEqualTo("zoe");
        assertThat(assigned(decision).because()).isEqualTo("owns the account berlin");
    }

    @Test
    void onlyARuleThatSaysSoAsksAbove() {
        var decision = decide(family("account"), BERLIN, EUROPE);

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(rule(decision, "owner").note()).isEqualTo("account 'berlin' has no owner");
    }

    @Test
    void anOwnerWhoLeftOrIsNobodyIsPassedOverForTheOneAbove() {
        var decision =
                decide(
                        family("parents"),
                        account("berlin", "owner", "stranger"),
                        account("germany", "owner", "gone"),
                        EUROPE);

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(candidates(decision, "owner"))
                .containsExactly("stranger OWNER_UNKNOWN", "gone INACTIVE", "mia!");
    }

    @Test
    void anOwnerWhoIsOnlyAwayIsNotPassedOver() {
        var decision = decide(family("parents"), account("berlin", "owner", "paused"), EUROPE);

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "owner")).containsExactly("paused PAUSED");
    }

    @Test
    void whereNobodyAboveOwnsItTheRuleSaysSo() {
        assertThat(rule(decide(family("parents"), BERLIN, account("europe")), "owner").note())
                .isEqualTo("neither account 'berlin' nor one above it has an owner");
        assertThat(rule(family("parents").decide(), "owner").note())
                .isEqualTo("the lead matches no account");
        assertThat(candidates(decide(family("parents"), account("a", "owner", "gone")), "owner"))
                .containsExactly("gone INACTIVE");
    }

    private static Workspaces sticky(Object... poolProperties) {
        return emea("ben")
                .rep("mia")
                .rep("away", "outOfOffice", List.of(awayFor("mia")))
                .pool("counting", "ROUND_ROBIN", List.of("mia", "ben"), poolProperties)
                .rule("sticky", "assign", object("sameCompany", "PT24H"))
                .rule("pool", "assign", POOL);
    }

    private static Map<String, @Nullable Object> awayFor(String delegate) {
        Map<String, @Nullable Object> absence = object();
        absence.putAll(AWAY);
        absence.put("delegate", delegate);
        return absence;
    }

    private static Decision decide(Workspaces workspace, String rep, Duration ago) {
        return workspace.decide(
                Workspaces.with(
                        LeadContext.of(workspace.lead()),
                        new Company(
                                List.of(),
                                new Company.Latest(
                                        EARLIER, new RepKey(rep), Workspaces.NOON.minus(ago)))));
    }

    @Test
    void theRepWhoGotTheCompanysLastLeadGetsThisOneToo() {
        var decision = decide(sticky(), "mia", Duration.ofHours(2));
        Instant then = Workspaces.NOON.minus(Duration.ofHours(2));

        assertThat(where(decision)).isEqualTo("mia");
        assertThat(assigned(decision).pool()).isNull();
        assertThat(assigned(decision).because())
                .isEqualTo("got the last lead of this company, %s, at %s".formatted(EARLIER, then));
    }

    @Test
    void theWindowIncludesItsEnd() {
        assertThat(where(decide(sticky(), "mia", Duration.ofHours(24)))).isEqualTo("mia");

        var late = decide(sticky(), "mia", Duration.ofHours(24).plusMillis(1));
        assertThat(where(late)).isEqualTo("ben");
        assertThat(rule(late, "sticky").note())
                .startsWith("the last lead of this company went to 'mia' at ")
                .endsWith(": too long ago");
    }

    @Test
    void aRepWhoIsNotThereIsStoodInForOrPassedOver() {
        var stoodInFor = decide(sticky(), "away", Duration.ofHours(1));
        assertThat(where(stoodInFor)).isEqualTo("mia");
        assertThat(candidates(stoodInFor, "sticky")).containsExactly("away OUT_OF_OFFICE", "mia!");

        var gone = decide(sticky(), "left", Duration.ofHours(1));
        assertThat(where(gone)).isEqualTo("ben");
        assertThat(candidates(gone, "sticky")).containsExactly("left OWNER_UNKNOWN");
    }

    @Test
    void withoutAnotherLeadTheRuleSaysSo() {
        assertThat(rule(sticky().decide(), "sticky").note())
                .isEqualTo("nobody is known to have a lead of this company");
    }

    @Test
    void aPoolThatCountsOwnersCountsItToo() {
        assertThat(
                        decide(sticky("countsOwnerAssignments", true), "mia", Duration.ofHours(1))
                                .ledgerRows())
                .extracting(LedgerRow::cause)
                .contains(Cause.ASSIGNED);
        assertThat(decide(sticky(), "mia", Duration.ofHours(1)).ledgerRows()).isEmpty();
    }

    @Test
    void aConfigurationTellsWhatItsPoliciesAskFor() {
        assertThat(sticky().configuration().asksForCompanies()).isTrue();
        assertThat(sticky().configuration().asksForAncestors()).isFalse();
        assertThat(family("parents").configuration().asksForAncestors()).isTrue();
        assertThat(family("parents").configuration().asksForCompanies()).isFalse();
        assertThat(family("account").configuration().asksForAncestors()).isFalse();
    }

    @Test
    void aConfigurationTellsWhetherAccountsMatter() {
        assertThat(family("account").configuration().asksForAccounts()).isTrue();
        assertThat(sticky().configuration().asksForAccounts()).isFalse();
        assertThat(asking("account.exists", true).asksForAccounts()).isTrue();
        assertThat(asking("company.employees", 5).asksForAccounts()).isFalse();
    }

    /** Accounts are in segments, and so are their leads. */
    @Test
    void whoAsksForSegmentsAsksForAccounts() {
        RoutingConfiguration inASegment =
                emea("ben")
                        .segment("big", Workspaces.leaf("company.employees", "gte", 100))
                        .rule(
                                "some",
                                "when",
                                Workspaces.leaf("segment", "in", List.of("big")),
                                "assign",
                                POOL)
                        .configuration();
        assertThat(inASegment.asksForAccounts()).isTrue();
    }

    private static RoutingConfiguration asking(String field, Object value) {
        return emea("ben")
                .rule("some", "when", Workspaces.leaf(field, "eq", value), "assign", POOL)
                .configuration();
    }
}
