package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.queued;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Review.ConflictType;
import io.leaddispatcher.domain.routing.Rerouting.Place;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.Moves;
import io.leaddispatcher.domain.routing.Rerouting.Verdict.NothingBetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leads that a person has to look at before anybody gets them. */
class ConflictTest {

    private static final Account ACME = account("acme", "name", "Acme", "owner", "mia");
    private static final Account ACME_UK = account("acme-uk", "name", "Acme UK", "owner", "ben");
    private static final Account ACME_US = account("acme-us", "name", "Acme US", "owner", "mia");

    private static Workspaces reviewing(String... when) {
        return workspace()
                .reps("mia", "ben")
                .queue("review")
                .rule("owner", "assign", object("accountOwner", object()))
                .policy("review", object("queue", "review", "when", List.of((Object[]) when)));
    }

    private static LeadContext matching(Lead lead, Account... rivals) {
        return new LeadContext(
                lead,
                rivals[0],
                new AccountMatch(rivals[0].key(), AccountMatch.Evidence.DOMAIN, 1.0),
                LeadContext.History.NONE,
                Set.of(),
                LeadContext.Company.UNKNOWN,
                rivals.length > 1 ? List.of(rivals) : List.of());
    }

    private static Decision decide(Workspaces workspace, Account... rivals) {
        return workspace.decide(matching(workspace.lead(), rivals));
    }

    @Test
    void twoAccountsThatMatchEquallyWellGoToTheQueueThatThePolicyNames() {
        Decision decision = decide(reviewing("TWO_ACCOUNTS"), ACME, ACME_US);

        assertThat(where(decision)).isEqualTo("queue review");
        assertThat(queued(decision).why())
                .isEqualTo("the accounts 'Acme' and 'Acme US' match equally well");
        assertThat(queued(decision).rule()).isNull();
        assertThat(decision.trace().toDocument())
                .containsEntry(
                        "conflict",
                        Map.of(
                                "type",
                                "TWO_ACCOUNTS",
                                "candidates",
                                List.of("acme", "acme-us"),
                                "why",
                                "the accounts 'Acme' and 'Acme US' match equally well"))
                .containsEntry("tiers", List.of())
                .doesNotContainKey("fallback");
    }

    @Test
    void whatTellsOfSomethingSensitiveIsNotNamed() {
        for (var each :
                Map.of(
                                "TWO_ACCOUNTS", "two accounts match equally well",
                                "TWO_OWNERS", "accounts of different owners match equally well")
                        .entrySet()) {
            Decision decision =
                    decide(reviewing(each.getKey()).sensitive("contact.email"), ACME, ACME_UK);

            assertThat(queued(decision).why()).isEqualTo(each.getValue());
            assertThat(Objects.requireNonNull(decision.explanation().conflict()).candidates())
                    .as("for whoever decides")
                    .hasSize(2);
        }
    }

    @Test
    void ofOneOwnerNothingIsInDoubtAboutWhoGetsIt() {
        assertThat(where(decide(reviewing("TWO_OWNERS"), ACME, ACME_US))).isEqualTo("mia");
        Decision decision = decide(reviewing("TWO_OWNERS"), ACME, ACME_UK, ACME_US);
        assertThat(where(decision)).isEqualTo("queue review");
        assertThat(decision.explanation().conflict())
                .isEqualTo(
                        new Conflict(
                                ConflictType.TWO_OWNERS,
                                List.of("mia", "ben"),
                                "the accounts 'Acme' and 'Acme UK' and 'Acme US' match equally well"
                                        + " and have different owners: 'mia' and 'ben'"));
    }

    @Test
    void theFirstThatThePolicyNamesIsTheOneThatIsTold() {
        assertThat(queued(decide(reviewing("TWO_OWNERS", "TWO_ACCOUNTS"), ACME, ACME_UK)).why())
                .contains("different owners");
        assertThat(queued(decide(reviewing("TWO_ACCOUNTS", "TWO_OWNERS"), ACME, ACME_UK)).why())
                .doesNotContain("different owners");
    }

    @Test
    void twoTerritoriesThatClaimItEquallyClosely() {
        var workspace =
                reviewing("TWO_TERRITORIES")
                        .territory("mitte", "postalPrefixes", List.of("DE:101"))
                        .territory("north", "postalPrefixes", List.of("DE:100-105"));

        Decision decision =
                workspace.decide("company.country", "DE", "company.postalCode", "10115");

        assertThat(where(decision)).isEqualTo("queue review");
        assertThat(queued(decision).why())
                .isEqualTo("the territories 'mitte' and 'north' claim it equally closely");
        assertThat(where(workspace.decide("company.country", "DE", "company.postalCode", "10315")))
                .isEqualTo("queue fallback");
    }

    @Test
    void withoutAnyDoubtTheRulesDecide() {
        assertThat(where(decide(reviewing("TWO_ACCOUNTS", "TWO_OWNERS", "TWO_TERRITORIES"), ACME)))
                .isEqualTo("mia");
    }

    @Test
    void aPolicyThatAsksForNoReviewChangesNothing() {
        var silent =
                workspace()
                        .reps("mia", "ben")
                        .rule("owner", "assign", object("accountOwner", object()));

        assertThat(where(decide(silent, ACME, ACME_UK))).isEqualTo("mia");
    }

    @Test
    void whatIsKeptTellsOfTheConflictToo() {
        var workspace = reviewing("TWO_ACCOUNTS");
        Decision decision = decide(workspace, ACME, ACME_UK);
        Map<String, Object> kept = KeptExplanation.document(decision.explanation());

        Policy policy = KeptExplanation.policy(kept, workspace.policyDocument()).orElseThrow();

        assertThat(KeptExplanation.read(kept, policy).trace().toDocument())
                .isEqualTo(decision.trace().toDocument());
    }

    @Test
    void itMovesOnceNothingContradictsItself() {
        var workspace = reviewing("TWO_ACCOUNTS");
        Policy policy = workspace.configuration().policy(LeadKind.LEAD).orElseThrow().policy();
        var waiting = new Rerouting(policy, new Place(null, null, false, true, null), 0);
        var fallen = new Rerouting(policy, new Place(null, null, false, false, null), 0);
        var held = new Rerouting(policy, new Place("owner", "Only tier", true, false, null), 0);

        assertThat(waiting.judge(decide(workspace, ACME), NOON))
                .isEqualTo(new Moves("nothing contradicts itself any more"));
        assertThat(waiting.judge(workspace.decide(), NOON))
                .as("also to the fallback")
                .isEqualTo(new Moves("nothing contradicts itself any more"));
        assertThat(waiting.judge(decide(workspace, ACME, ACME_UK), NOON))
                .isInstanceOf(NothingBetter.class);
        assertThat(fallen.judge(decide(workspace, ACME, ACME_UK), NOON))
                .isInstanceOf(NothingBetter.class);
        assertThat(held.judge(decide(workspace, ACME, ACME_UK), NOON))
                .as("nobody is taken a lead from because a doubt comes up")
                .isInstanceOf(NothingBetter.class);
        assertThat(waiting.isWorthALook()).isTrue();
    }
}
