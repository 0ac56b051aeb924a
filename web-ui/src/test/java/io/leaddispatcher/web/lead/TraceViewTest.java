package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

    @Test
    void whatAClockHasGivenAwaySaysWhichStepOfWhichClockAndWhoCameIntoQuestion() {
        var trace =
                pastTheRules(
                        "next of the pool, since time ran out",
                        List.of(
                                passed("ben", "DECLINED_BEFORE"),
                                Map.of(
                                        "rep",
                                        "mia",
                                        "eligible",
                                        true,
                                        "chosen",
                                        true,
                                        "because",
                                        "the only member who may have it")),
                        List.of(
                                event(
                                        "ESCALATED",
                                        "system",
                                        Map.of(
                                                "target",
                                                "ACCEPTED",
                                                "policy",
                                                "standard",
                                                "at",
                                                "100%",
                                                "action",
                                                "REASSIGN"))));

        assertThat(trace.withoutRule())
                .isEqualTo("Past the rules: next of the pool, since time ran out.");
        assertThat(trace.passed()).isEqualTo("The rules were not asked");
        var direct = Objects.requireNonNull(trace.direct());
        assertThat(direct.occasion())
                .isEqualTo(
                        "The time of the clock 'Accepted' in the SLA policy Standard had come to"
                                + " 100%. Step: Passed on.");
        assertThat(direct.candidates())
                .extracting(TraceRule.Candidate::name, TraceRule.Candidate::standing)
                .containsExactly(tuple("Mia Brandt", "chosen"), tuple("Ben Okafor", "passed"));
        assertThat(direct.candidates().getFirst().because())
                .isEqualTo("The only member who may have it");
        assertThat(direct.candidates().getLast().reasons())
                .containsExactly("Had it before and did not keep it");
    }

    @Test
    void whatAPersonHasGivenAwaySaysWhoDidItAndWhy() {
        var trace =
                pastTheRules(
                        "given by hand",
                        List.of(
                                Map.of(
                                        "rep",
                                        "mia",
                                        "eligible",
                                        true,
                                        "chosen",
                                        true,
                                        "because",
                                        "given by hand")),
                        List.of(
                                event("LEAD_ROUTED", "system", Map.of("policyVersion", 3)),
                                event(
                                        "ASSIGNMENT_REASSIGNED",
                                        "rep:ben",
                                        Map.of("rep", "ben", "reason", "I am away next week"))));

        assertThat(trace.withoutRule()).isEqualTo("Past the rules: given by hand.");
        var direct = Objects.requireNonNull(trace.direct());
        assertThat(direct.occasion()).isEqualTo("By Ben Okafor, because: I am away next week");
        assertThat(direct.candidates().getFirst().because()).as("is said above already").isNull();
    }

    @Test
    void whatHappenedAtAnotherTimeIsNotWhyItWasGivenAway() {
        var earlier = new LinkedHashMap<String, Object>(event("REROUTED", "rep:ben", Map.of()));
        earlier.put("at", "2026-11-29T08:00:00Z");

        var trace = pastTheRules("given by hand", List.of(), List.of(earlier));

        assertThat(Objects.requireNonNull(trace.direct()).occasion()).isNull();
    }

    @Test
    void aRuleThatAssignsAnywaySaysWhatSpeaksAgainstWhoGetsIt() {
        Map<String, Object> rule =
                new LinkedHashMap<>(rule("france", "WON", FRENCH, List.of(chosen("mia"))));
        rule.put("note", "nobody was available: assigned anyway, though mia is OUT_OF_HOURS");

        var trace = trace(Map.of("ruleId", "france", "repKey", "mia"), List.of(rule));

        assertThat(Objects.requireNonNull(trace.decisive()).note())
                .isEqualTo(
                        "Nobody was available: assigned anyway, though this speaks against"
                                + " Mia Brandt: Out of hours");
    }

    @Test
    void aRuleThatMatchedAndFoundNobodyIsNotCalledOneThatDidNotApply() {
        var trace =
                trace(
                        Map.of("queueKey", "fallback"),
                        List.of(
                                rule("dach", "NO_MATCH", NOT_FRENCH, List.of()),
                                rule(
                                        "france",
                                        "NOBODY_AVAILABLE",
                                        FRENCH,
                                        List.of(passed("ben", "PAUSED")))));

        assertThat(trace.withoutRule())
                .isEqualTo(
                        "The rule 'france' matched, but nobody could take it, so the fallback took"
                                + " it.");
    }

    @Test
    void ofSeveralThatMatchedEachIsNamed() {
        var nobody = List.of(passed("ben", "PAUSED"));

        var trace =
                trace(
                        Map.of("queueKey", "fallback"),
                        List.of(
                                rule("dach", "NOBODY_AVAILABLE", NOT_FRENCH, nobody),
                                rule("france", "NOBODY_AVAILABLE", FRENCH, nobody)));

        assertThat(trace.withoutRule())
                .isEqualTo(
                        "2 rules matched (dach, france), but nobody could take it, so the fallback"
                                + " took it.");
    }

    @Test
    void whoAreAskedAtOnceAreAskedAndNotChosen() {
        var trace =
                trace(
                        Map.of("ruleId", "france"),
                        List.of(
                                rule(
                                        "france",
                                        "WON",
                                        FRENCH,
                                        List.of(asked("mia"), asked("ben")))));

        assertThat(trace.ending().kind()).isEqualTo("asked");
        assertThat(trace.ending().who()).isEqualTo("Mia Brandt, Ben Okafor");
        assertThat(Objects.requireNonNull(trace.decisive()).candidates())
                .extracting(TraceRule.Candidate::standing)
                .containsOnly("asked");
    }

    private static Map<String, Object> asked(String rep) {
        return Map.of(
                "rep",
                rep,
                "eligible",
                true,
                "chosen",
                true,
                "because",
                "asked with everybody of the pool: the first to accept gets it");
    }

    private static TraceView pastTheRules(
            String why, List<Map<String, Object>> candidates, List<Map<String, Object>> timeline) {
        var words = words();
        return TraceView.of(
                Tree.of(
                        Map.of(
                                "id",
                                "1",
                                "decidedAt",
                                "2026-11-29T09:00:00Z",
                                "trace",
                                Map.of(
                                        "decision",
                                        Map.of("ruleId", "france", "repKey", "mia"),
                                        "tiers",
                                        List.of(),
                                        "direct",
                                        Map.of("why", why, "candidates", candidates)))),
                timeline.stream().map(Tree::of).toList(),
                new Names(
                        Map.of(
                                "rep/mia",
                                "Mia Brandt",
                                "rep/ben",
                                "Ben Okafor",
                                "sla_policy/standard",
                                "Standard"),
                        words),
                words);
    }

    private static Map<String, Object> event(
            String type, String actor, Map<String, Object> detail) {
        return Map.of("type", type, "actor", actor, "at", "2026-11-29T09:00:00Z", "detail", detail);
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
