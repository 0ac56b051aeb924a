package io.leaddispatcher.web.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.phrase.Phrase.Joint;
import io.leaddispatcher.domain.policy.PolicyDiff;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class PolicyWordsTest {

    private static final Map<String, Object> BEFORE =
            SentDocuments.yaml(
                    """
                    tiers:
                      - name: First
                        rules:
                          - {id: a, name: Alpha, assign: {pool: big}}
                          - {id: b, assign: {pool: big}}
                    """);

    private static final Map<String, Object> AFTER =
            SentDocuments.yaml(
                    """
                    tiers:
                      - name: First
                        rules:
                          - {id: b, assign: {queue: later}, when: {field: company.country, op: in, value: [FR, BE]}}
                          - {id: a, name: Alpha, assign: {pool: big}, priority: HIGH}
                    experiment:
                      key: trial
                      share: 20
                      tiers: [{name: Other, rules: [{id: c, assign: {pool: big}}]}]
                    """);

    private static Words words(Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.system()).in(reader);
    }

    private static PolicyWords policyWords(Locale reader) {
        return new PolicyWords(
                new PolicyNames(Map.of("pools/big", "Big deals", "queues/later", "Later")),
                words(reader));
    }

    private static List<String> changes(Locale reader) {
        var words = policyWords(reader);
        return PolicyDiff.between(BEFORE, AFTER).stream()
                .map(PolicyDiff.Change::said)
                .map(words::say)
                .toList();
    }

    @Test
    void germansReadWhatHasChanged() {
        assertThat(changes(Locale.GERMAN))
                .containsExactlyInAnyOrder(
                        "Regel „b“: Ziel von an jemanden aus Big deals geben zu in die"
                                + " Warteschlange Later legen geändert",
                        "Regel „b“: Bedingung ist jetzt Land der Firma ist eins von FR, BE",
                        "Regel „Alpha“ (a): Priorität ist jetzt HIGH",
                        "Regel „b“ vor „Alpha“ (a) gesetzt",
                        "Experiment „trial“ hinzugefügt: 20 % der Firmen gehen nach seinen Stufen");
    }

    @Test
    void theEnglishOfThePagesIsThatOfTheApiButForConditionsAndTargets() {
        assertThat(changes(Locale.ENGLISH))
                .contains(
                        "Rule 'b' moved above 'Alpha' (a)",
                        "Rule 'Alpha' (a): priority set to HIGH",
                        "Experiment 'trial' added: 20 % of the companies go by its tiers",
                        "Rule 'b': condition set to Company country is one of FR, BE");
    }

    @Test
    void whatHasNoOtherWordsYetIsSaidInEnglish() {
        var fresh = Phrase.of("no-such-key", "%s stays", Phrase.name("A"));

        assertThat(words(Locale.GERMAN).phrase(fresh)).isEqualTo("'A' stays");
    }

    @Test
    void listsAndNamesFollowTheLanguage() {
        var rules =
                Phrase.of(
                        "rules",
                        "rules %s",
                        Phrase.list(
                                Joint.AND,
                                List.of(
                                        Phrase.name("A"),
                                        Phrase.name("it's"),
                                        Phrase.of("more", "%s more", Phrase.plain(2)))));

        assertThat(words(Locale.GERMAN).phrase(rules))
                .isEqualTo("Regeln „A“, „it's“ und 2 weitere");
        assertThat(words(Locale.ENGLISH).phrase(rules)).isEqualTo(rules.english());
        assertThat(
                        words(Locale.GERMAN)
                                .phrase(
                                        Phrase.of(
                                                "lead.value",
                                                "%s %s",
                                                new Phrase.Field("custom.gpuCount"),
                                                Phrase.plain("8"))))
                .isEqualTo("Gpu count 8");
    }

    @Test
    void sentencesAreSaidForThoseRulesThatAreWanted() {
        var sentence = new RuleSentence(policyWords(Locale.ENGLISH).names(), words(Locale.ENGLISH));

        assertThat(sentence.all(AFTER, null)).containsOnlyKeys("b", "a", "c");
        assertThat(sentence.all(AFTER, Set.of("c", "gone")))
                .containsExactly(Map.entry("c", "Always: give it to somebody of Big deals."));
    }

    @Test
    void sharesAndPointsAreShort() {
        assertThat(words(Locale.ENGLISH).percent(0.2406)).isEqualTo("24.1%");
        assertThat(words(Locale.ENGLISH).points(0.0213)).isEqualTo("+2.1");
        assertThat(words(Locale.ENGLISH).points(-0.005)).isEqualTo("\u22120.5");
        assertThat(words(Locale.ENGLISH).points(0.00001)).isEqualTo("0.0");
        assertThat(words(Locale.GERMAN).points(0.0213)).isEqualTo("+2,1");
    }
}
