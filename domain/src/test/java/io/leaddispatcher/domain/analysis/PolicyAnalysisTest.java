package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.Analyses.all;
import static io.leaddispatcher.domain.analysis.Analyses.analysis;
import static io.leaddispatcher.domain.analysis.Analyses.example;
import static io.leaddispatcher.domain.analysis.Analyses.told;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each kind of finding is told for, and what is no finding. */
class PolicyAnalysisTest {

    private static final Map<String, ?> TO_DACH = object("pool", "dach");
    private static final Map<String, ?> TO_WEST = object("pool", "west");
    private static final Map<String, ?> TO_NOBODY = object("pool", "nobody");

    @Test
    void whereThereIsNoTerritoryItIsSaidThatOneIsToBeMade() {
        Map<String, ?> inSome = object("field", "territory", "op", "exists");
        Workspaces without = pools().rule("some", "when", inSome, "assign", TO_DACH);

        Finding found = analysis(without).findings().getFirst();
        assertThat(found.message())
                .isEqualTo(
                        "Rule 'some' never gets a lead: it asks for the territory, and you have no territories yet. Make one, or change the condition.");
        assertThat(found.lacksTerritories()).isTrue();
        assertThat(found.inExperiment(new ExperimentKey("trial")).lacksTerritories()).isTrue();

        Workspaces never =
                pools().rule(
                                "never",
                                "when",
                                all(countries("DE"), countries("AT")),
                                "assign",
                                TO_DACH);
        Finding contradiction = analysis(never).findings().getFirst();
        assertThat(contradiction.message()).contains("no lead can be all that its condition asks");
        assertThat(contradiction.lacksTerritories()).isFalse();

        Workspaces nowhere =
                pools().territory("nowhere").rule("some", "when", inSome, "assign", TO_DACH);
        assertThat(analysis(nowhere).findings()).isNotEmpty().noneMatch(Finding::lacksTerritories);
    }

    @Test
    void aPolicyWithFourFaultsComesBackWithThoseFourInWords() {
        Workspaces faulty =
                pools().rule(
                                "de",
                                "name",
                                "Germany and Austria",
                                "when",
                                countries("DE", "AT"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "berlin",
                                "name",
                                "Only Germany",
                                "when",
                                countries("DE"),
                                "assign",
                                TO_DACH)
                        .rule(
                                "alps",
                                "name",
                                "The Alps",
                                "when",
                                countries("AT", "CH"),
                                "assign",
                                TO_WEST)
                        .rule("fr", "name", "France", "when", countries("FR"), "assign", TO_NOBODY);

        List<Finding> findings = analysis(faulty).findings();

        assertThat(told(findings))
                .containsExactly(
                        "SHADOWED_RULE berlin de", "OVERLAP alps de", "DEAD_POOL fr -", "GAP - -");
        assertThat(findings.stream().map(Finding::message))
                .containsExactly(
                        "Rule 'Only Germany' gets only what rule 'Germany and Austria' before it finds nobody for: while somebody is available, that takes every lead that it asks for. If that is not meant, move 'Only Germany' up, or make 'Germany and Austria' narrower.",
                        "Rules 'Germany and Austria' and 'The Alps' both ask for leads such as one with company.country AT. 'Germany and Austria' comes first and sends them to pool 'dach'; 'The Alps' would send them to pool 'west'. If that is not meant, change their order or make one of them narrower.",
                        "Pool 'nobody' has no members, so rule 'France' finds nobody in it. Put reps into the pool, or send the leads elsewhere.",
                        "No rule asks for leads such as one with company.country US: they wait in queue 'fallback'. If somebody should have them, add a rule for them, or one without a condition at the end.");
        assertThat(findings.stream().map(Finding::pointer))
                .containsExactly(
                        "/tiers/0/rules/1", "/tiers/0/rules/2", "/tiers/0/rules/3", "/fallback");
        assertThat(findings.stream().map(found -> found.example().get("company")))
                .containsExactly(
                        object("country", "DE"),
                        object("country", "AT"),
                        object("country", "FR"),
                        object("country", "US"));
    }

    @Test
    void aPolicyWithoutFaultsHasNoFindings() {
        Workspaces sound =
                pools().rule("dach", "when", countries("DE", "AT", "CH"), "assign", TO_DACH)
                        .rule("west", "when", countries("FR", "ES"), "assign", TO_WEST)
                        .rule("rest", "assign", object("queue", "after-hours"));

        assertThat(analysis(sound).findings()).isEmpty();
        assertThat(analysis(sound).isComplete()).isTrue();
    }

    @Test
    void severalRulesTogetherCanTakeEverything() {
        Workspaces split =
                pools().rule(
                                "big",
                                "when",
                                leaf("company.employees", "gte", 100),
                                "assign",
                                TO_DACH)
                        .rule(
                                "small",
                                "when",
                                leaf("company.employees", "lt", 100),
                                "assign",
                                TO_DACH)
                        .rule(
                                "known",
                                "when",
                                leaf(
                                        "company.employees",
                                        "between",
                                        List.of(number(50), number(200))),
                                "assign",
                                TO_DACH);

        assertThat(told(analysis(split).findings()))
                .contains("SHADOWED_RULE known big")
                .noneMatch(found -> found.startsWith("OVERLAP"));
        assertThat(analysis(split).findings().getFirst().message())
                .contains(
                        "gets only what rules 'big' and 'small' before it find nobody for: while somebody is available, they together take");
    }

    @Test
    void whatNoLeadGoesOnFromIsSaidToKeepThem() {
        Workspaces keeping =
                pools().rule(
                                "wait",
                                "when",
                                countries("DE"),
                                "assign",
                                TO_DACH,
                                "whenUnavailable",
                                object("queue", "after-hours"))
                        .rule(
                                "queue",
                                "when",
                                countries("FR"),
                                "assign",
                                object("queue", "after-hours"))
                        .rule("spam", "when", countries("ES"), "assign", object("reject", "spam"))
                        .rule("de", "when", countries("DE"), "assign", TO_WEST)
                        .rule("fr", "when", countries("FR"), "assign", TO_WEST)
                        .rule("es", "when", countries("ES"), "assign", TO_WEST)
                        .rule("all", "when", countries("DE", "FR", "ES"), "assign", TO_WEST)
                        .rule("rest", "assign", TO_WEST);

        assertThat(analysis(keeping).findings().stream().map(Finding::message))
                .hasSize(4)
                .allMatch(message -> message.contains("never gets a lead"));
    }

    @Test
    void aRuleBehindAPoolThatMatchesSkillsGetsWhatNobodyThereCanHave() {
        Workspaces skilled =
                workspace()
                        .rep("mia", "skills", object("language", List.of("de")))
                        .pool(
                                "all",
                                "ROUND_ROBIN",
                                List.of("mia"),
                                "skillMatch",
                                List.of(object("skill", "language", "equals", "lead.language")))
                        .rule("first", "assign", object("pool", "all"))
                        .rule(
                                "ja",
                                "when",
                                leaf("lead.language", "eq", "ja"),
                                "assign",
                                object("queue", "after-hours"));

        assertThat(analysis(skilled).findings())
                .filteredOn(found -> found.type() == Finding.Type.SHADOWED_RULE)
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .startsWith("Rule 'ja' gets only what rule 'first' before it finds nobody for");
    }

    @Test
    void aRuleThatContradictsItselfNeverGetsALead() {
        Workspaces contrary =
                pools().rule(
                                "both",
                                "when",
                                all(countries("DE"), countries("FR")),
                                "assign",
                                TO_DACH)
                        .rule("rest", "assign", TO_WEST);

        assertThat(told(analysis(contrary).findings())).containsExactly("SHADOWED_RULE both -");
    }

    @Test
    void aRuleBehindAnEmptyPoolIsNotShadowedAndDoesNotOverlap() {
        Workspaces behind =
                pools().rule("empty", "when", countries("DE", "AT"), "assign", TO_NOBODY)
                        .rule("full", "when", countries("DE"), "assign", TO_DACH)
                        .rule("rest", "assign", TO_WEST);

        assertThat(told(analysis(behind).findings())).containsExactly("DEAD_POOL empty -");
    }

    @Test
    void aPoolOfPeopleWhoLeftIsAsDeadAsAnEmptyOne() {
        Workspaces left =
                workspace()
                        .rep("gone", "active", false)
                        .pool("old", "ROUND_ROBIN", List.of("gone"))
                        .rule("all", "assign", object("pool", "old"));

        List<Finding> findings = analysis(left).findings();

        assertThat(told(findings)).containsExactly("DEAD_POOL all -");
        assertThat(findings.getFirst().message()).startsWith("Nobody in pool 'old' is active");
        assertThat(findings.getFirst().poolKey()).isEqualTo("old");
    }

    @Test
    void aRuleWithoutAConditionGivesNeitherOverlapNorGapButShadowsWhatIsBehindIt() {
        Workspaces early =
                pools().rule("all", "assign", TO_DACH)
                        .rule("west", "when", countries("FR"), "assign", TO_WEST);

        assertThat(told(analysis(early).findings())).containsExactly("SHADOWED_RULE west all");
    }

    @Test
    void ownersArePassedOnWithoutShadowOrOverlap() {
        Workspaces owners =
                pools().rule("owner", "assign", object("accountOwner", object()))
                        .rule(
                                "before",
                                "when",
                                leaf("history.previousOwner", "eq", "mia"),
                                "assign",
                                object("previousOwner", object()))
                        .rule("dach", "when", countries("DE"), "assign", TO_DACH);

        List<Finding> findings = analysis(owners).findings();

        assertThat(told(findings)).containsExactly("GAP - -");
        assertThat(findings.getFirst().message())
                .as("the first rule does ask")
                .contains("only their owners are asked");
    }

    @Test
    void aRuleThatAlwaysEndsTheRunShadowsWhoeverItAsks() {
        Workspaces ends =
                pools().rule(
                                "owner",
                                "when",
                                countries("DE", "AT"),
                                "assign",
                                object("accountOwner", object()),
                                "whenUnavailable",
                                object("queue", "after-hours"))
                        .rule("de", "when", countries("DE"), "assign", TO_DACH)
                        .rule("rest", "assign", TO_WEST);

        assertThat(told(analysis(ends).findings())).containsExactly("SHADOWED_RULE de owner");
    }

    @Test
    void aRuleThatGoesOnToTheNextTierShadowsTheRestOfItsTierOnly() {
        Workspaces tiers =
                pools().rule(
                                "owner",
                                "when",
                                countries("DE"),
                                "assign",
                                object("accountOwner", object()),
                                "whenUnavailable",
                                "NEXT_TIER")
                        .rule("same", "when", countries("DE"), "assign", TO_DACH)
                        .tier("Second")
                        .rule("next", "when", countries("DE"), "assign", TO_DACH)
                        .rule("rest", "assign", TO_WEST);

        assertThat(told(analysis(tiers).findings())).containsExactly("SHADOWED_RULE same owner");
    }

    @Test
    void aRuleTakesNoLeadThatItsTierHasSentOnBefore() {
        Workspaces tiers =
                pools().rule(
                                "owner",
                                "when",
                                countries("DE"),
                                "assign",
                                object("accountOwner", object()),
                                "whenUnavailable",
                                "NEXT_TIER")
                        .rule("wide", "when", countries("DE", "FR"), "assign", TO_DACH)
                        .tier("Second")
                        .rule("de", "when", countries("DE"), "assign", TO_WEST)
                        .rule("fr", "when", countries("FR"), "assign", TO_WEST)
                        .rule("rest", "assign", TO_WEST);

        assertThat(told(analysis(tiers).findings())).containsExactly("SHADOWED_RULE fr wide");
    }

    @Test
    void aRingThatMayBeSkippedAndSkillsThatNobodyHasShadowNothing() {
        Workspaces unsure =
                pools().rule(
                                "skips",
                                "when",
                                countries("DE"),
                                "rings",
                                List.of(
                                        object(
                                                "assign",
                                                TO_DACH,
                                                "skipWhen",
                                                leaf("lead.score", "lt", 20))))
                        .rule(
                                "skills",
                                "when",
                                countries("DE"),
                                "assign",
                                TO_DACH,
                                "skills",
                                List.of(object("skill", "language", "anyOf", List.of("fi"))))
                        .rule("de", "when", countries("DE"), "assign", TO_DACH)
                        .rule("rest", "assign", TO_DACH);

        assertThat(analysis(unsure).findings()).isEmpty();
    }

    @Test
    void rulesThatAreSwitchedOffAreNotLookedAt() {
        Workspaces off =
                pools().rule("off", "disabled", true, "assign", TO_NOBODY)
                        .rule("rest", "assign", TO_WEST);

        assertThat(analysis(off).findings()).isEmpty();
    }

    @Test
    void anOverlapAcrossTiersIsOnlyToldOf() {
        Workspaces tiers =
                pools().rule("big", "when", leaf("company.employees", "gt", 500), "assign", TO_WEST)
                        .tier("Second")
                        .rule("dach", "when", countries("DE"), "assign", TO_DACH)
                        .rule("rest", "assign", TO_DACH);

        List<Finding> findings = analysis(tiers).findings();

        assertThat(told(findings)).containsExactly("OVERLAP dach big");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.INFO);
        assertThat(findings.getFirst().pointer()).isEqualTo("/tiers/1/rules/0");
    }

    @Test
    void twoRulesDoNotOverlapWhereAThirdTakesWhatTheyShare() {
        Workspaces third =
                pools().rule(
                                "both",
                                "when",
                                all(countries("DE"), leaf("lead.score", "gte", 50)),
                                "assign",
                                TO_DACH)
                        .rule("de", "when", countries("DE"), "assign", TO_DACH)
                        .rule("hot", "when", leaf("lead.score", "gte", 50), "assign", TO_DACH)
                        .rule("rest", "assign", TO_DACH);
        Workspaces same =
                pools().rule(
                                "both",
                                "when",
                                all(countries("DE"), leaf("lead.score", "gte", 50)),
                                "assign",
                                TO_WEST)
                        .rule("de", "when", countries("DE"), "assign", TO_DACH)
                        .rule(
                                "hot",
                                "when",
                                leaf("lead.score", "gte", 50),
                                "assign",
                                object("queue", "after-hours"))
                        .rule("rest", "assign", TO_DACH);

        assertThat(analysis(third).findings()).isEmpty();
        assertThat(told(analysis(same).findings()))
                .containsExactly("OVERLAP de both", "OVERLAP hot both");
    }

    @Test
    void aPolicyWithoutRulesHasAGapForWhateverItIs() {
        List<Finding> findings = analysis(workspace().tier("Nothing yet")).findings();

        assertThat(told(findings)).containsExactly("GAP - -");
        assertThat(findings.getFirst().message()).contains("nothing but who it is");
        assertThat(example(findings.getFirst())).isEqualTo(object("externalId", "example"));
        assertThat(findings.getFirst().queueKey()).isEqualTo("fallback");
    }

    static Workspaces pools() {
        return workspace()
                .reps("mia", "ben")
                .pool("dach", "ROUND_ROBIN", List.of("mia"))
                .pool("west", "ROUND_ROBIN", List.of("ben"))
                .pool("nobody", "ROUND_ROBIN", List.of());
    }

    static Object countries(String... codes) {
        return leaf("company.country", "in", List.of((Object[]) codes));
    }

    private static Object number(int number) {
        return java.math.BigDecimal.valueOf(number);
    }

    @Test
    void theTiersOfAnExperimentAreLookedAtLikeThoseOfThePolicy() {
        Workspaces trying =
                pools().rule("all", "assign", TO_DACH)
                        .policy(
                                "experiment",
                                object(
                                        "key",
                                        "west",
                                        "share",
                                        20,
                                        "tiers",
                                        List.of(
                                                object(
                                                        "name",
                                                        "Tried",
                                                        "rules",
                                                        List.of(
                                                                object(
                                                                        "id", "wide", "assign",
                                                                        TO_WEST),
                                                                object(
                                                                        "id", "never", "assign",
                                                                        TO_DACH))))));

        var found = analysis(trying).findings();

        assertThat(told(found)).containsExactly("SHADOWED_RULE never wide");
        assertThat(found.getFirst().pointer()).isEqualTo("/experiment/tiers/0/rules/1");
        assertThat(found.getFirst().message()).startsWith("In the experiment 'west': ");
    }
}
