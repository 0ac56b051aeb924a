package io.leaddispatcher.domain.template;

import static io.leaddispatcher.domain.roster.Reading.accepted;
import static io.leaddispatcher.domain.roster.Reading.refused;
import static io.leaddispatcher.domain.roster.Reading.with;
import static io.leaddispatcher.domain.roster.Reading.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.outreach.TemplateKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTemplateTest {

    private static final TemplateKey THANKS = new TemplateKey("thanks");
    private static final MailVariables VARIABLES =
            new MailVariables(
                    FieldCatalogue.of(
                            List.of(
                                    field("gpu.count", "NUMBER", false),
                                    field("place", "GEO", false),
                                    field("diagnosis", "TEXT", true),
                                    field("contact.title", "TEXT", true))));

    private static FieldDefinition field(String key, String type, boolean sensitive) {
        return FieldDefinition.read(
                        key,
                        Part.root(
                                Map.of("name", key, "type", type, "sensitive", sensitive),
                                new Violations()))
                .orElseThrow();
    }

    private static Optional<MailTemplate> read(Part part) {
        return MailTemplate.read(THANKS, part, VARIABLES);
    }

    private static Map<String, Object> document(Map<String, ?> texts) {
        return Map.of("name", "Thanks", "texts", texts);
    }

    private static Map<String, String> text(String body) {
        return Map.of("subject", "Thanks", "body", body);
    }

    private static String filled(String body, Map<String, String> values) {
        return accepted(document(Map.of("en", text(body))), MailTemplateTest::read)
                .chosen(null)
                .text()
                .body()
                .filled(values);
    }

    @Test
    void whatCanBeNamedIsListedWithoutWhatIsSensitiveOrNoText() {
        assertThat(VARIABLES.names())
                .startsWith("contact.firstName", "contact.lastName", "company.name")
                .endsWith("rep.name", "rep.email", "workspace.name", "custom.gpu.count")
                .doesNotContain("contact.title", "custom.diagnosis", "custom.place")
                .allSatisfy(name -> assertThat(filled("{{" + name + "}}", Map.of())).isEmpty());
    }

    @Test
    void whatIsWrongAfterManyMistakesCannotBeReadEither() {
        var violations = new Violations();
        Part torn = Part.root("{{never closed", violations);
        for (int i = 0; i < Violations.MOST; i++) {
            torn.violation(Violation.Code.MALFORMED, "something else");
        }

        assertThat(TemplateReader.read(torn, 100, VARIABLES)).isEmpty();
    }

    @Test
    void valuesComeIntoTheirPlaces() {
        assertThat(
                        filled(
                                "Hello {{contact.firstName}}, {{ custom.gpu.count }} it is.",
                                Map.of("contact.firstName", "Ana", "custom.gpu.count", "8")))
                .isEqualTo("Hello Ana, 8 it is.");
    }

    @Test
    void whatIsNotKnownHasNoWordAndAnotherMayStandInItsPlace() {
        String greeting =
                "Hello{{#contact.firstName}} {{contact.firstName}}{{/contact.firstName}}"
                        + "{{^contact.firstName}} there{{/contact.firstName}}!";

        assertThat(filled(greeting, Map.of("contact.firstName", "Ana"))).isEqualTo("Hello Ana!");
        assertThat(filled(greeting, Map.of("contact.firstName", ""))).isEqualTo("Hello there!");
        assertThat(filled(greeting + " {{rep.name}}", Map.of())).isEqualTo("Hello there! ");
    }

    @Test
    void aValueIsNeverReadAsATemplate() {
        assertThat(filled("{{rep.name}}", Map.of("rep.name", "{{workspace.name}}")))
                .isEqualTo("{{workspace.name}}");
    }

    @Test
    void aLineOfATagAloneLeavesNoEmptyLine() {
        assertThat(
                        filled(
                                """
                                First
                                {{! for those who have an owner }}
                                {{#rep.name}}
                                You know {{rep.name}}.
                                {{/rep.name}}
                                Last {{! not alone }}
                                """,
                                Map.of("rep.name", "Mia")))
                .isEqualTo("First\nYou know Mia.\nLast ");
        assertThat(filled("A\r\n{{#rep.name}}\r\nB\r\n  {{/rep.name}}", Map.of("rep.name", "x")))
                .isEqualTo("A\nB\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{>other}}",
                "{{=<% %>=}}",
                "{{{rep.name}}}",
                "{{&rep.name}}",
                "{{<parent}}",
                "{{$block}}",
                "{{*code}}",
                "{{}}",
                "{{rep.name",
                "{{#rep.name}} and no end",
                "{{/rep.name}}",
                "{{#rep.name}}{{/rep.email}}{{/rep.name}}"
            })
    void whatCouldReachAnythingElseOrEndsNowhereIsRefused(String body) {
        assertThat(refused(document(Map.of("en", text(body))), MailTemplateTest::read))
                .containsExactly("/texts/en/body MALFORMED");
    }

    @ParameterizedTest
    @CsvSource({
        "contact.email, UNKNOWN_FIELD",
        "lead.message, UNKNOWN_FIELD",
        "contact.class, UNKNOWN_FIELD",
        "custom.nothing, UNKNOWN_FIELD",
        "custom.place, UNKNOWN_FIELD",
        "custom.diagnosis, CONFLICT",
        "contact.title, CONFLICT"
    })
    void whatThereIsNotAndWhatIsSensitiveIsRefused(String name, String code) {
        assertThat(
                        refused(
                                document(Map.of("en", text("Hello\n{{" + name + "}}"))),
                                MailTemplateTest::read))
                .containsExactly("/texts/en/body " + code);
        assertThat(
                        words(
                                document(Map.of("en", text("Hello\n{{" + name + "}}"))),
                                MailTemplateTest::read))
                .singleElement()
                .asString()
                .contains("line 2", "'" + name + "'");
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThat(
                        refused(
                                document(
                                        Map.of(
                                                "en",
                                                Map.of(
                                                        "subject",
                                                        "{{a}}",
                                                        "body",
                                                        "{{#b}}{{c}}{{/b}}"),
                                                "de",
                                                Map.of("subject", "Hallo", "html", "<p>"),
                                                "fr",
                                                "Bonjour",
                                                "nonsense!",
                                                text("x"))),
                                MailTemplateTest::read))
                .containsExactlyInAnyOrder(
                        "/texts/en/subject UNKNOWN_FIELD",
                        "/texts/en/body UNKNOWN_FIELD",
                        "/texts/en/body UNKNOWN_FIELD",
                        "/texts/de/body REQUIRED",
                        "/texts/de/html UNKNOWN_PROPERTY",
                        "/texts/fr WRONG_TYPE",
                        "/texts/nonsense! OUT_OF_RANGE");
        assertThat(
                        refused(
                                Map.of("channel", "FAX", "texts", Map.of(), "html", "x"),
                                MailTemplateTest::read))
                .containsExactlyInAnyOrder(
                        "/name REQUIRED",
                        "/channel OUT_OF_RANGE",
                        "/texts REQUIRED",
                        "/html UNKNOWN_PROPERTY");
        assertThat(refused(Map.of("name", "Thanks"), MailTemplateTest::read))
                .containsExactly("/texts REQUIRED");
        assertThat(refused(List.of(), MailTemplateTest::read)).containsExactly(" WRONG_TYPE");
    }

    @Test
    void sectionsAreNotDeepWithoutEnd() {
        String deep = "{{#rep.name}}".repeat(11) + "{{/rep.name}}".repeat(11);

        assertThat(refused(document(Map.of("en", text(deep))), MailTemplateTest::read))
                .containsExactly("/texts/en/body OUT_OF_RANGE");
        assertThat(
                        filled(
                                "{{#rep.name}}".repeat(10) + "x" + "{{/rep.name}}".repeat(10),
                                Map.of("rep.name", "Mia")))
                .isEqualTo("x");
    }

    @Test
    void theLanguageThatFitsIsChosen() {
        MailTemplate template =
                accepted(
                        with(
                                document(
                                        Map.of(
                                                "en", text("Hello"),
                                                "de", text("Hallo"),
                                                "pt-BR", text("Oi"))),
                                "defaultLanguage",
                                "EN"),
                        MailTemplateTest::read);

        assertThat(template.chosen("de-AT").language()).isEqualTo("de");
        assertThat(template.chosen("DE").language()).isEqualTo("de");
        assertThat(template.chosen("pt_br").language()).isEqualTo("pt-br");
        assertThat(template.chosen("pt").language()).isEqualTo("en");
        assertThat(template.chosen(null).language()).isEqualTo("en");
        assertThatThrownBy(() -> new MailTemplate(THANKS, "x", Map.of(), "en").chosen(null))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ofSeveralLanguagesOneIsTheDefault() {
        Map<String, Object> two = document(Map.of("en", text("Hello"), "de", text("Hallo")));

        assertThat(refused(two, MailTemplateTest::read))
                .containsExactly("/defaultLanguage REQUIRED");
        assertThat(refused(with(two, "defaultLanguage", "fr"), MailTemplateTest::read))
                .containsExactly("/defaultLanguage UNKNOWN_REFERENCE");
        assertThat(refused(with(two, "defaultLanguage", 7), MailTemplateTest::read))
                .containsExactly("/defaultLanguage WRONG_TYPE");
        assertThat(
                        refused(
                                document(Map.of("en", text("Hello"), "EN", text("Hello"))),
                                MailTemplateTest::read))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("DUPLICATE");
    }
}
