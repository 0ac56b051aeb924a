package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import io.leaddispatcher.domain.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Leads of a policy that tries other tiers with a part of them. */
class ExperimentRoutingTest {

    private static final Workspaces TRYING = trying();
    private static final Router ROUTER = TRYING.router();

    /** Control to mia; the variant to ben, but for those that score high, by a field of its own. */
    private static Workspaces trying() {
        return workspace()
                .reps("mia", "ben", "zoe")
                .field("gpuCount", "NUMBER")
                .rule("own", "assign", object("rep", "mia"))
                .policy(
                        "experiment",
                        object(
                                "key",
                                "pool",
                                "share",
                                50,
                                "tiers",
                                List.of(
                                        object(
                                                "name",
                                                "Tried",
                                                "rules",
                                                List.of(
                                                        object(
                                                                "id",
                                                                "large",
                                                                "when",
                                                                leaf("custom.gpuCount", "gt", 8),
                                                                "assign",
                                                                object("rep", "zoe")),
                                                        object(
                                                                "id",
                                                                "other",
                                                                "assign",
                                                                object("rep", "ben")))))));
    }

    private static String side(LeadContext lead) {
        return where(ROUTER.decide(lead, TRYING.state(), NOON));
    }

    private static Lead lead(long number, Object... pathsAndValues) {
        return TRYING.lead(new LeadId(new UUID(9, number)), NOON, pathsAndValues);
    }

    private static LeadContext of(long number, Object... pathsAndValues) {
        return LeadContext.of(lead(number, pathsAndValues));
    }

    /** The first company on this side. */
    private static String domainOn(Side side) {
        return IntStream.range(0, 100)
                .mapToObj("company-%d.de"::formatted)
                .filter(domain -> sideOf(of(1, "company.domain", domain)) == side)
                .findFirst()
                .orElseThrow();
    }

    private static Side sideOf(LeadContext lead) {
        Decision decision = ROUTER.decide(lead, TRYING.state(), NOON);
        return Objects.requireNonNull(decision.explanation().experiment()).side();
    }

    @Test
    void whatTheVariantAsksForIsLookedUp() {
        RoutingConfiguration asking =
                workspace()
                        .rule("own", "assign", object("queue", "fallback"))
                        .policy(
                                "experiment",
                                object(
                                        "key",
                                        "families",
                                        "share",
                                        50,
                                        "tiers",
                                        List.of(
                                                object(
                                                        "name",
                                                        "Tried",
                                                        "rules",
                                                        List.of(
                                                                object(
                                                                        "id",
                                                                        "above",
                                                                        "assign",
                                                                        object(
                                                                                "accountOwner",
                                                                                object(
                                                                                        "parents",
                                                                                        true))),
                                                                object(
                                                                        "id",
                                                                        "company",
                                                                        "assign",
                                                                        object(
                                                                                "sameCompany",
                                                                                "PT24H")))))))
                        .configuration();

        assertThat(asking.asksForAncestors()).isTrue();
        assertThat(asking.asksForCompanies()).isTrue();
        assertThat(TRYING.configuration().asksForAncestors()).isFalse();
        assertThat(TRYING.configuration().asksForCompanies()).isFalse();
    }

    @Test
    void eachLeadGoesByTheTiersOfItsSide() {
        assertThat(where(trying().decide("company.domain", domainOn(Side.CONTROL))))
                .isEqualTo("mia");
        assertThat(where(trying().decide("company.domain", domainOn(Side.VARIANT))))
                .isEqualTo("ben");
        assertThat(
                        where(
                                trying().decide(
                                                "company.domain",
                                                domainOn(Side.VARIANT),
                                                "custom.gpuCount",
                                                9)))
                .isEqualTo("zoe");
    }

    @Test
    void allLeadsOfACompanyAreOnOneSide() {
        Set<String> seen = new HashSet<>();
        for (int number = 0; number < 60; number++) {
            String domain = "company-%d.de".formatted(number);
            String mail = "@" + domain;
            String once = side(of(1, "company.domain", domain));
            seen.add(once);

            assertThat(side(of(2, "contact.email", "ana" + mail))).isEqualTo(once);
            assertThat(side(of(3, "contact.email", "ben@office." + domain))).isEqualTo(once);

            // Also once it is known as an account, whatever that is called.
            for (String key : List.of("acme", "acme-" + number)) {
                var account = account(key, "domains", List.of(domain, "other.test"));
                assertThat(side(Workspaces.of(account, lead(4, "contact.email", "ana" + mail))))
                        .isEqualTo(once);
                assertThat(side(Workspaces.of(account, lead(5)))).isEqualTo(once);
            }
            var nameless = account("acme-" + number);
            assertThat(side(Workspaces.of(nameless, lead(4))))
                    .isEqualTo(side(Workspaces.of(nameless, lead(5))));
            assertThat(side(Workspaces.of(nameless, lead(4, "contact.email", "ana" + mail))))
                    .isEqualTo(once);

            String free = "ana-%d@gmail.com".formatted(number);
            assertThat(side(of(6, "contact.email", free)))
                    .isEqualTo(side(of(7, "contact.email", free)));
        }

        assertThat(seen).containsExactlyInAnyOrder("mia", "ben");
    }

    /** A lead that was on a side before. */
    private static LeadContext once(Lead lead, ExperimentSide side) {
        return new LeadContext(
                lead,
                null,
                null,
                LeadContext.History.NONE,
                Set.of(),
                Set.of(),
                LeadContext.Company.UNKNOWN,
                List.of(),
                null,
                lead.receivedAt(),
                side);
    }

    @Test
    void aLeadStaysOnItsSideWhateverBecomesKnownOfIt() {
        var experiment = new ExperimentKey("pool");
        var before = new ExperimentKey("before");
        for (Side side : Side.values()) {
            Lead lead = lead(1, "company.domain", domainOn(side));
            Side other = side == Side.CONTROL ? Side.VARIANT : Side.CONTROL;
            LeadContext kept = once(lead, new ExperimentSide(experiment, other, null));

            assertThat(sideOf(kept)).isEqualTo(other);
            assertThat(sideOf(kept.notDeclined().takenFrom(Set.of()))).isEqualTo(other);
            assertThat(sideOf(once(lead, new ExperimentSide(before, other, 7))))
                    .as("another experiment deals anew")
                    .isEqualTo(side);
        }
        assertThat(TRYING.configuration().experiments()).containsExactly(experiment);
        assertThat(workspace().configuration().experiments()).isEmpty();
    }

    @Test
    void leadsOfACompanyShareANumber() {
        assertThat(numberOf(of(1, "contact.email", "ana@acme.de")))
                .isEqualTo(numberOf(of(2, "company.domain", "acme.de")))
                .isNotEqualTo(numberOf(of(1, "contact.email", "ana@acme.com")));
    }

    private static Integer numberOf(LeadContext lead) {
        var explanation = ROUTER.decide(lead, TRYING.state(), NOON).explanation();
        var kept = KeptExplanation.experiment(KeptExplanation.document(explanation)).orElseThrow();
        assertThat(kept).isEqualTo(explanation.experiment());
        return Objects.requireNonNull(kept.company());
    }

    @Test
    void peopleWithFreeMailAndLeadsWithoutAnyAreNotOneCompany() {
        Set<String> free = new HashSet<>();
        Set<String> nothing = new HashSet<>();
        for (int number = 0; number < 60; number++) {
            free.add(side(of(1, "contact.email", "ana-%d@gmail.com".formatted(number))));
            nothing.add(side(of(number)));
        }

        assertThat(free).hasSize(2);
        assertThat(nothing).hasSize(2);
    }

    @Test
    void theTraceTellsTheSideAndItsRulesAlsoWhenItWasKept() {
        for (Side side : Side.values()) {
            Workspaces workspace = trying();
            Decision decision = workspace.decide("company.domain", domainOn(side));
            var trace = decision.trace().toDocument();
            var kept = KeptExplanation.document(decision.explanation());
            Policy policy = KeptExplanation.policy(kept, workspace.policyDocument()).orElseThrow();

            assertThat(trace)
                    .containsEntry("experiment", Map.of("key", "pool", "side", side.name()));
            assertThat(Decided.rules(decision))
                    .extracting(Trace.RuleTrace::id)
                    .containsExactly(
                            side == Side.CONTROL
                                    ? new String[] {"own"}
                                    : new String[] {"large", "other"});
            assertThat(KeptExplanation.read(kept, policy).trace().toDocument()).isEqualTo(trace);
            assertThat(KeptExplanation.experiment(kept).orElseThrow().side()).isEqualTo(side);
        }
    }

    @Test
    void withoutAnExperimentNothingIsToldOfOne() {
        Decision decision =
                workspace().rep("mia").rule("own", "assign", object("rep", "mia")).decide();

        assertThat(decision.trace().toDocument()).doesNotContainKey("experiment");
        assertThat(KeptExplanation.experiment(KeptExplanation.document(decision.explanation())))
                .isEmpty();
        assertThat(KeptExplanation.experiment(Map.of())).isEmpty();
    }

    @Test
    void thePolicyThatALeadGoesByIsThatOfItsSide() {
        PublishedPolicy published = trying().configuration().policy(LeadKind.LEAD).orElseThrow();

        assertThat(published.policyOf(of(1, "company.domain", domainOn(Side.CONTROL))))
                .isSameAs(published.policy());
        assertThat(published.policyOf(of(1, "company.domain", domainOn(Side.VARIANT))))
                .isEqualTo(published.policy().variant().orElseThrow());
    }

    @Test
    void noLeadThatTheVariantLeavesComesToThePolicysOwnTiers() {
        Workspaces workspace =
                workspace()
                        .rep("mia")
                        .rule("own", "assign", object("rep", "mia"))
                        .policy(
                                "experiment",
                                object(
                                        "key",
                                        "pool",
                                        "share",
                                        50,
                                        "tiers",
                                        List.of(object("name", "Tried", "rules", List.of()))));

        assertThat(where(workspace.decide("company.domain", domainOn(Side.VARIANT))))
                .isEqualTo("queue fallback");
    }
}
