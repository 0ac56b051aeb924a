package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.assigned;
import static io.leaddispatcher.domain.routing.Decided.candidates;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reps can, against what a rule asks for and what a lead holds. */
class SkillsTest {

    private static Workspaces matching(String strategy, String... skillsAndFields) {
        List<Object> match = new java.util.ArrayList<>();
        for (int i = 0; i < skillsAndFields.length; i += 2) {
            match.add(object("skill", skillsAndFields[i], "equals", skillsAndFields[i + 1]));
        }
        return workspace()
                .field("tags", "LIST")
                .field("since", "DATETIME")
                .rep("mia", "skills", object("language", List.of("en", "Straße")))
                .rep(
                        "ben",
                        "skills",
                        object(
                                "language",
                                List.of("DE"),
                                "vertical",
                                List.of("fintech", "240", "true", "2026-11-25T11:00:00Z")))
                .pool("all", strategy, List.of("mia", "ben"), "skillMatch", match)
                .rule("all", "assign", object("pool", "all"));
    }

    @Test
    void onlyWhoHasWhatTheLeadHoldsMayHaveIt() {
        var decision =
                matching("ROUND_ROBIN", "language", "lead.language").decide("lead.language", "de");

        assertThat(where(decision)).isEqualTo("ben");
        assertThat(candidates(decision, "all")).containsExactly("mia SKILL_MISMATCH", "ben!");
    }

    @Test
    void whereTheFieldIsSensitiveTheReasonDoesNotTellHowManyWereLeft() {
        for (String match : List.of("lead.language", "segment")) {
            var workspace =
                    matching("ROUND_ROBIN", "language", match)
                            .sensitive("lead.language")
                            .segment(
                                    "de",
                                    Workspaces.object("field", "lead.language", "op", "exists"));

            assertThat(Decided.assigned(workspace.decide("lead.language", "de")).because())
                    .as(match)
                    .isEqualTo("next of the pool");
        }
    }

    @Test
    void aLeadThatMissesTheFieldFiltersNobody() {
        var decision = matching("ROUND_ROBIN", "language", "lead.language").decide();

        assertThat(candidates(decision, "all")).containsExactly("mia!", "ben");
    }

    @Test
    void everyEntryHasToMatch() {
        var workspace =
                matching(
                        "ROUND_ROBIN", "language", "lead.language", "vertical", "company.industry");

        assertThat(where(workspace.decide("lead.language", "de", "company.industry", "FinTech")))
                .isEqualTo("ben");
        assertThat(where(workspace.decide("lead.language", "en", "company.industry", "fintech")))
                .isEqualTo("queue fallback");
    }

    @ParameterizedTest
    @CsvSource({"lead.product, STRASSE, language", "company.city, ' straße ', language"})
    void valuesAreComparedAsText(String path, String value, String skill) {
        assertThat(where(matching("ROUND_ROBIN", skill, path).decide(path, value)))
                .isEqualTo("mia");
    }

    @Test
    void anyElementOfAListWillDo() {
        assertThat(
                        where(
                                matching("ROUND_ROBIN", "vertical", "custom.tags")
                                        .decide("custom.tags", List.of("health", "Fintech"))))
                .isEqualTo("ben");
    }

    @Test
    void numbersAndTimesHaveTheirUsualSpelling() {
        assertThat(
                        where(
                                matching("ROUND_ROBIN", "vertical", "company.employees")
                                        .decide("company.employees", 240)))
                .isEqualTo("ben");
        assertThat(where(matching("ROUND_ROBIN", "vertical", "lead.receivedAt").decide()))
                .isEqualTo("ben");
    }

    @Test
    void aPlaceIsNoTextAndFiltersNobody() {
        var decision =
                matching("ROUND_ROBIN", "vertical", "company.geo")
                        .decide(
                                "company.geo",
                                object(
                                        "lat",
                                        new java.math.BigDecimal("52.5"),
                                        "lon",
                                        new java.math.BigDecimal("13.4")));

        assertThat(candidates(decision, "all")).containsExactly("mia!", "ben");
    }

    @Test
    void underBestMatchTheSameListRanks() {
        var workspace =
                matching("BEST_MATCH", "language", "lead.language", "vertical", "company.industry");

        var decision = workspace.decide("lead.language", "en", "company.industry", "fintech");
        assertThat(candidates(decision, "all")).containsExactly("mia!", "ben");
        assertThat(assigned(decision).because())
                .startsWith("most skills matched: 1; of 2 equals next in equal turns");

        var better = workspace.decide("company.industry", "fintech");
        assertThat(candidates(better, "all")).containsExactly("mia", "ben!");
        assertThat(assigned(better).because()).isEqualTo("most skills matched: 1");
    }

    @Test
    void whatARuleAsksForIsAlwaysHard() {
        var decision =
                matching("BEST_MATCH", "language", "lead.language")
                        .rule("never", "assign", object("reject", "unreachable"))
                        .tier("other")
                        .decide("lead.language", "en");
        assertThat(where(decision)).isEqualTo("mia");

        var strict =
                workspace()
                        .rep("mia", "skills", object("tier", List.of("silver")))
                        .rep("ben", "skills", object("tier", List.of("Gold")))
                        .pool("all", "BEST_MATCH", List.of("mia", "ben"))
                        .rule(
                                "all",
                                "assign",
                                object("pool", "all"),
                                "skills",
                                List.of(
                                        object(
                                                "skill",
                                                "tier",
                                                "anyOf",
                                                List.of("gold", "platinum"))))
                        .decide();
        assertThat(candidates(strict, "all")).containsExactly("mia SKILL_MISMATCH", "ben!");
    }

    @Test
    void aFieldThatDoesNotExistFiltersNobody() {
        for (String path :
                List.of(
                        "custom.gone",
                        "time.team.no key.open",
                        "time.team.gone.open",
                        "time.moon.hour",
                        "time.lead.year",
                        "account.size",
                        "history.future")) {
            assertThat(where(matching("ROUND_ROBIN", "language", path).decide())).isEqualTo("mia");
        }
    }
}
