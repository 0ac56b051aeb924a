package io.leaddispatcher.application.lead;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SensitiveMaskTest {

    private static final RoutingConfiguration CONFIGURATION =
            Workspaces.workspace()
                    .sensitive("contact.email")
                    .sensitive("diagnosis")
                    .segment(
                            "oncology",
                            object("field", "custom.diagnosis", "op", "eq", "value", "oncology"))
                    .configuration();

    @Test
    void aSearchLooksOnlyWhereTheCallerMayRead() {
        assertThat(mask(Role.VIEWER).searchable())
                .containsExactlyInAnyOrder(WordSource.PERSON, WordSource.PHONE, WordSource.COMPANY);
        assertThat(mask(Role.ADMIN).searchable()).containsExactlyInAnyOrder(WordSource.values());
    }

    @Test
    void aConditionOnWhatIsHiddenTellsNeitherWhatItAsksNorWhatCameOfIt() {
        var country = leaf("company.country", "DE", "DE", true);
        var trace =
                trace(
                        Map.of(
                                "all",
                                List.of(
                                        country,
                                        Map.of(
                                                "not",
                                                leaf("custom.diagnosis", "flu", "oncology", false),
                                                "result",
                                                true)),
                                "result",
                                true));

        assertThat(mask(Role.VIEWER).run(trace))
                .isEqualTo(
                        trace(
                                Map.of(
                                        "all",
                                        List.of(
                                                country,
                                                Map.of(
                                                        "not",
                                                        leaf(
                                                                "custom.diagnosis",
                                                                "•••",
                                                                "•••",
                                                                "•••"),
                                                        "result",
                                                        "•••")),
                                        "result",
                                        "•••")));
        assertThat(mask(Role.ADMIN).run(trace)).isEqualTo(trace);
    }

    @Test
    void aConditionOnWhatEverybodySeesIsShownAsItIs() {
        var trace =
                trace(
                        Map.of(
                                "any",
                                List.of(leaf("company.country", "DE", "FR", false)),
                                "result",
                                false));

        assertThat(mask(Role.VIEWER).run(trace)).isEqualTo(trace);
    }

    @Test
    void aRuleOnWhatIsHiddenDoesNotTellWhetherItMatchedUnlessItWon() {
        var asked = leaf("custom.diagnosis", "flu", "flu", true);
        var hidden = leaf("custom.diagnosis", "•••", "•••", "•••");

        for (String outcome : List.of("NO_MATCH", "NOBODY_AVAILABLE")) {
            assertThat(mask(Role.VIEWER).run(trace(outcome, asked)))
                    .as(outcome)
                    .isEqualTo(
                            Map.of(
                                    "tiers",
                                    List.of(
                                            Map.of(
                                                    "rules",
                                                    List.of(
                                                            Map.of(
                                                                    "id",
                                                                    "oncology",
                                                                    "matched",
                                                                    "•••",
                                                                    "outcome",
                                                                    "•••",
                                                                    "candidates",
                                                                    List.of(),
                                                                    "condition",
                                                                    hidden))))));
        }
        assertThat(mask(Role.VIEWER).run(trace("WON", asked))).isEqualTo(trace("WON", hidden));
        assertThat(mask(Role.ADMIN).run(trace("NO_MATCH", asked)))
                .isEqualTo(trace("NO_MATCH", asked));
    }

    @Test
    void whatFollowsFromASensitiveFieldTellsOfIt() {
        for (String field : List.of("segment", "account.exists", "territory")) {
            assertThat(mask(Role.VIEWER).run(trace(leaf(field, "a", "b", false))))
                    .as(field)
                    .isEqualTo(trace(leaf(field, "•••", "•••", "•••")));
        }
    }

    private static Map<String, Object> trace(Map<String, Object> condition) {
        return trace("WON", condition);
    }

    private static Map<String, Object> trace(String outcome, Map<String, Object> condition) {
        return Map.of(
                "tiers",
                List.of(
                        Map.of(
                                "rules",
                                List.of(
                                        Map.of(
                                                "id",
                                                "oncology",
                                                "matched",
                                                !outcome.equals("NO_MATCH"),
                                                "outcome",
                                                outcome,
                                                "candidates",
                                                List.of(Map.of("rep", "mia")),
                                                "condition",
                                                condition)))));
    }

    private static Map<String, Object> leaf(
            String field, Object value, Object actual, Object result) {
        return Map.of(
                "field", field, "op", "eq", "value", value, "actual", actual, "result", result);
    }

    private static SensitiveMask mask(Role role) {
        return SensitiveMask.of(
                new Caller(
                        new TenantId(new UUID(0, 1)), new Actor.Member(new UUID(0, 2), role, null)),
                CONFIGURATION);
    }
}
