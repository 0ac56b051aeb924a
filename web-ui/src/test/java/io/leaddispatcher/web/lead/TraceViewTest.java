package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class TraceViewTest {

    private static final Map<String, Object> NOT_FRENCH =
            Map.of(
                    "field",
                    "company.country",
                    "op",
                    "in",
                    "value",
                    List.of("DE", "AT"),
                    "result",
                    false,
                    "actual",
                    "FR");
    private static final Map<String, Object> FRENCH =
            Map.of(
                    "field",
                    "company.country",
                    "op",
                    "eq",
                    "value",
                    "FR",
                    "result",
                    true,
                    "actual",
                    "FR");

    @Test
    void theRuleThatWonDecidedAndTheOthersSayInALineWhatTheySaw() {
        var trace =
                trace(
                        Map.of("ruleId", "france", "repKey", "mia"),
                        List.of(
                                rule("dach", "NO_MATCH", NOT_FRENCH, List.of()),
                                rule("abroad", "NO_MATCH", not(FRENCH, false), List.of()),
                                rule(
                                        "france",
                                        "WON",
                                        FRENCH,
                                        List.of(passed("ben", "OUT_OF_HOURS"), chosen("mia")))));

        var decisive = Objects.requireNonNull(trace.decisive());
        assertThat(decisive.id()).isEqualTo("france");
        assertThat(decisive.candidates())
                .extracting(TraceRule.Candidate::standing)
                .containsExactly("chosen", "passed");
        assertThat(trace.ending().kind()).isEqualTo("assigned");
        assertThat(trace.ending().who()).isEqualTo("Mia Brandt");
        assertThat(trace.passed()).isEqualTo("2 rules came first and did not take it");
        assertThat(reason(trace, 0)).isEqualTo("Company country: saw FR, wanted one of DE, AT");
        assertThat(reason(trace, 1))
                .isEqualTo("Company country: saw FR, which this rule leaves out");
    }

    @Test
    void whatIsHiddenIsNeitherSaidToHoldNorToFail() {
        Map<String, Object> hidden =
                Map.of(
                        "field", "custom.diagnosis",
                        "op", "eq",
                        "value", "•••",
                        "actual", "•••",
                        "result", "•••");
        var trace =
                trace(
                        Map.of("queueKey", "fallback"),
                        List.of(
                                rule("ward", "NO_MATCH", hidden, List.of()),
                                rule("not", "NO_MATCH", not(hidden, "•••"), List.of())));

        assertThat(reason(trace, 0)).isEqualTo("null");
        assertThat(reason(trace, 1)).isEqualTo("null");
        var line = trace.tiers().getFirst().rules().getFirst().conditions().getFirst();
        assertThat(line.verdict()).isEqualTo("masked");
        assertThat(line.expected()).isEqualTo("•••");
        assertThat(line.actual()).isEqualTo("•••");
        assertThat(trace.tiers().getFirst().rules().getLast().conditions())
                .extracting(ConditionLine::verdict)
                .containsExactly("masked", "masked");
    }

    @Test
    void aRuleWithNobodyToTakeItNamesEverybodyAndWhy() {
        var trace =
                trace(
                        Map.of("ruleId", "france", "queueKey", "late"),
                        List.of(
                                rule(
                                        "france",
                                        "NOBODY_AVAILABLE",
                                        FRENCH,
                                        List.of(
                                                passed("ben", "OUT_OF_HOURS"),
                                                passed("mia", "PAUSED", "AT_CAPACITY")))));

        assertThat(trace.ending().kind()).isEqualTo("queued");
        assertThat(trace.ending().rule()).isEqualTo("france");
        assertThat(reason(trace, 0))
                .isEqualTo(
                        "It matched, but nobody could take it: Ben Okafor (Out of hours);"
                                + " Mia Brandt (Paused, At capacity).");
    }

    @Test
    void withoutARuleTheFallbackHasIt() {
        var trace =
                trace(
                        Map.of("queueKey", "fallback"),
                        List.of(rule("dach", "NO_MATCH", NOT_FRENCH, List.of())));

        assertThat(trace.decisive()).isNull();
        assertThat(trace.ending().rule()).isNull();
        assertThat(trace.passed()).isEqualTo("The only rule did not take it");
    }

    @Test
    void whatContradictsItselfIsLookedAtFirst() {
        var trace =
                trace(
                        Map.of(
                                "decision",
                                Map.of("queueKey", "review"),
                                "tiers",
                                List.of(),
                                "conflict",
                                Map.of("type", "TWO_OWNERS", "why", "two owners")));

        assertThat(trace.withoutRule())
                .isEqualTo("Somebody has to look at it before the rules are asked.");
        assertThat(trace.ending().because()).isEqualTo("two owners");
        assertThat(trace.side()).as("no experiment").isNull();
    }

    @Test
    void aLeadOfAnExperimentTellsItsSide() {
        var trace =
                trace(
                        Map.of(
                                "decision",
                                Map.of("queueKey", "fallback"),
                                "tiers",
                                List.of(),
                                "experiment",
                                Map.of("key", "pool", "side", "VARIANT")));

        assertThat(trace.side()).isEqualTo("Experiment pool: variant");
        assertThat(trace.withoutRule()).isEqualTo("No rule applied, so the fallback took it.");
    }

    private static String reason(TraceView trace, int rule) {
        return String.valueOf(trace.tiers().getFirst().rules().get(rule).reason());
    }

    private static TraceView trace(Map<String, Object> decision, List<Map<String, Object>> rules) {
        return trace(
                Map.of(
                        "decision",
                        decision,
                        "tiers",
                        List.of(Map.of("name", "One", "rules", rules))));
    }

    private static TraceView trace(Map<String, Object> more) {
        var words = words();
        Map<String, Object> trace = new LinkedHashMap<>(more);
        trace.put("policyVersion", 3);
        return TraceView.of(
                Tree.of(Map.of("id", "1", "trace", trace)),
                new Names(Map.of("rep/mia", "Mia Brandt", "rep/ben", "Ben Okafor"), words),
                words);
    }

    private static Map<String, Object> rule(
            String id,
            String outcome,
            Map<String, Object> condition,
            List<Map<String, Object>> candidates) {
        return Map.of(
                "id",
                id,
                "name",
                id,
                "outcome",
                outcome,
                "condition",
                condition,
                "candidates",
                candidates);
    }

    private static Map<String, Object> not(Map<String, Object> condition, Object result) {
        return Map.of("not", condition, "result", result);
    }

    private static Map<String, Object> chosen(String rep) {
        return Map.of("rep", rep, "eligible", true, "chosen", true, "reasons", List.of());
    }

    private static Map<String, Object> passed(String rep, String... reasons) {
        return Map.of("rep", rep, "eligible", false, "chosen", false, "reasons", List.of(reasons));
    }

    static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }
}
