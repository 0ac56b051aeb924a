package io.leaddispatcher.application.lead;

import static io.leaddispatcher.domain.routing.Workspaces.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** In which who came into question tells nothing. */
    private static final RoutingConfiguration TRACED =
            Workspaces.workspace()
                    .sensitive("company.postalCode")
                    .sensitive("diagnosis")
                    .segment("oncology", object("field", "custom.diagnosis", "op", "exists"))
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

        assertThat(traced(Role.VIEWER, trace))
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
        assertThat(traced(Role.ADMIN, trace)).isEqualTo(trace);
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

        assertThat(traced(Role.VIEWER, trace)).isEqualTo(trace);
    }

    @Test
    void aRuleOnWhatIsHiddenDoesNotTellWhetherItMatchedUnlessItWon() {
        var asked = leaf("custom.diagnosis", "flu", "flu", true);
        var hidden = leaf("custom.diagnosis", "•••", "•••", "•••");

        for (String outcome : List.of("NO_MATCH", "NOBODY_AVAILABLE")) {
            assertThat(traced(Role.VIEWER, trace(outcome, asked)))
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
        assertThat(traced(Role.VIEWER, trace("WON", asked))).isEqualTo(trace("WON", hidden));
        assertThat(traced(Role.ADMIN, trace("NO_MATCH", asked)))
                .isEqualTo(trace("NO_MATCH", asked));
    }

    @Test
    void whatFollowsFromASensitiveFieldTellsOfIt() {
        for (String field : List.of("segment", "territory")) {
            assertThat(traced(Role.VIEWER, trace(leaf(field, "a", "b", false))))
                    .as(field)
                    .isEqualTo(trace(leaf(field, "•••", "•••", "•••")));
        }
    }

    @Test
    void thatAHiddenValueIsMissingIsNotToldEither() {
        Map<String, @Nullable Object> missing = new LinkedHashMap<>();
        missing.put("field", "custom.diagnosis");
        missing.put("actual", null);
        missing.put("result", false);

        assertThat(mask(Role.VIEWER).run(run(Map.of("tiers", List.of(missing)))))
                .isEqualTo(
                        run(
                                Map.of(
                                        "accountMatch",
                                        "•••",
                                        "tiers",
                                        List.of(
                                                Map.of(
                                                        "field",
                                                        "custom.diagnosis",
                                                        "actual",
                                                        "•••",
                                                        "result",
                                                        "•••")))));
    }

    @Test
    void theAccountTellsOfAHiddenAddressWhetherThereIsOneOrNot() {
        Map<String, Object> without = withoutAccount();
        Map<String, Object> with = Map.of("account", Map.of("key", "acme", "evidence", "domain"));

        assertThat(mask(Role.VIEWER).document(with)).isEqualTo(Map.of("account", "•••"));
        assertThat(mask(Role.VIEWER).document(without)).isEqualTo(Map.of("account", "•••"));
        assertThat(mask(Role.ADMIN).document(with)).isEqualTo(with);
        assertThat(mask(Role.VIEWER).names(Map.of("account/acme", "Acme", "rep/mia", "Mia")))
                .isEqualTo(Map.of("rep/mia", "Mia"));
        assertThat(mask(Role.ADMIN).names(Map.of("account/acme", "Acme"))).hasSize(1);

        Map<String, Object> matched =
                run(
                        Map.of(
                                "tiers",
                                List.of(),
                                "accountMatch",
                                Map.of("key", "acme"),
                                "conflict",
                                Map.of(
                                        "type",
                                        "TWO_OWNERS",
                                        "candidates",
                                        List.of("mia", "ben"),
                                        "why",
                                        "the accounts 'A' and 'B' match")));
        assertThat(mask(Role.VIEWER).run(matched))
                .isEqualTo(
                        run(
                                Map.of(
                                        "tiers",
                                        List.of(),
                                        "accountMatch",
                                        "•••",
                                        "conflict",
                                        Map.of(
                                                "type",
                                                "TWO_OWNERS",
                                                "candidates",
                                                List.of(),
                                                "why",
                                                "•••"))));
        assertThat(mask(Role.ADMIN).run(matched)).isEqualTo(matched);
    }

    // The API shows null where there is none, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static Map<String, Object> withoutAccount() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("account", null);
        return document;
    }

    @Test
    void theDomainOfAHiddenAddressIsHiddenAndAnotherIsNot() {
        assertThat(mask(Role.VIEWER).document(lead("acme.test")))
                .isEqualTo(
                        Map.of(
                                "contact",
                                Map.of("email", "•••"),
                                "company",
                                Map.of("name", "Acme", "domain", "•••")));
        assertThat(mask(Role.VIEWER).hidden(lead("acme.test")))
                .containsExactlyInAnyOrder("contact.email", "company.domain");
        assertThat(mask(Role.VIEWER).document(lead("globex.test")).get("company"))
                .isEqualTo(Map.of("name", "Acme", "domain", "globex.test"));
        assertThat(mask(Role.ADMIN).document(lead("acme.test"))).isEqualTo(lead("acme.test"));
        assertThat(mask(Role.ADMIN).hidden(lead("acme.test"))).isEmpty();
    }

    private static Map<String, Object> lead(String domain) {
        return Map.of(
                "contact",
                Map.of("email", "ana@mail.acme.test"),
                "company",
                Map.of("name", "Acme", "domain", domain));
    }

    @Test
    void whoCameIntoQuestionTellsWhatIsAskedOfRepsByAHiddenValue() {
        assertThat(candidates(skilled(), 7, "skilled"))
                .isEqualTo(List.of(Map.of("rep", "ben", "eligible", true, "chosen", true)));
        assertThat(candidates(skilled(), 7, "open")).isEqualTo(CANDIDATES);
        assertThat(candidates(skilled(), 6, "open"))
                .as("what it asked then nobody knows")
                .isEqualTo(List.of(Map.of("rep", "ben", "eligible", true, "chosen", true)));
    }

    @Test
    void inListsOfDecisionsItTellsNoMore() {
        var passedOver =
                new Considered("r", List.of(UnavailabilityReason.SKILL_MISMATCH), false, null);
        var chosen = new Considered("r", List.of(), true, "the only member who may have it");

        assertThat(mask(Role.VIEWER, skilled()).considered(passedOver)).isEmpty();
        assertThat(mask(Role.VIEWER, skilled()).considered(chosen))
                .contains(new Considered("r", List.of(), true, null));
        assertThat(mask(Role.ADMIN, skilled()).considered(passedOver)).contains(passedOver);
        assertThat(mask(Role.VIEWER, Workspaces.workspace()).considered(chosen)).contains(chosen);
    }

    private static final List<Map<String, Object>> CANDIDATES =
            List.of(
                    Map.of("rep", "mia", "eligible", false, "reasons", List.of("SKILL_MISMATCH")),
                    Map.of(
                            "rep",
                            "ben",
                            "eligible",
                            true,
                            "chosen",
                            true,
                            "because",
                            "the only member who may have it"));

    private static Workspaces skilled() {
        return Workspaces.workspace()
                .reps("mia", "ben")
                .sensitive("diagnosis")
                .pool(
                        "skilled",
                        "ROUND_ROBIN",
                        List.of("mia", "ben"),
                        "skillMatch",
                        List.of(object("skill", "s", "equals", "custom.diagnosis")))
                .pool("open", "ROUND_ROBIN", List.of("mia", "ben"))
                .rule("skilled", "assign", object("pool", "skilled"))
                .rule("open", "assign", object("pool", "open"));
    }

    private static @Nullable Object candidates(Workspaces workspace, int version, String rule) {
        Map<String, Object> traced =
                Map.of(
                        "policyVersion",
                        version,
                        "rule",
                        Map.of(
                                "id",
                                rule,
                                "matched",
                                true,
                                "outcome",
                                "WON",
                                "candidates",
                                CANDIDATES));
        return mask(Role.VIEWER, workspace)
                                .trace(LeadKind.LEAD, new LinkedHashMap<>(traced))
                                .get("rule")
                        instanceof Map<?, ?> shown
                ? shown.get("candidates")
                : null;
    }

    private static Map<String, @Nullable Object> traced(Role role, Map<String, Object> trace) {
        return mask(role, TRACED).trace(LeadKind.LEAD, new LinkedHashMap<>(trace));
    }

    private static Map<String, Object> run(Map<String, Object> trace) {
        return Map.of("kind", "lead", "trace", trace);
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
        return mask(role, CONFIGURATION);
    }

    private static SensitiveMask mask(Role role, Workspaces workspace) {
        return mask(role, workspace.configuration());
    }

    private static SensitiveMask mask(Role role, RoutingConfiguration configuration) {
        return SensitiveMask.of(
                new Caller(
                        new TenantId(new UUID(0, 1)), new Actor.Member(new UUID(0, 2), role, null)),
                configuration);
    }
}
