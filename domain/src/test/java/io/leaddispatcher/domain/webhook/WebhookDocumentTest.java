package io.leaddispatcher.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookDocumentTest {

    private static final String URL = "https://hooks.acme.example/leads?key=secret";

    @Test
    void whatIsReadIsWrittenAlike() {
        WebhookDocument document = read(body());

        assertThat(document.document())
                .isEqualTo(
                        Map.of(
                                "url",
                                URL,
                                "events",
                                List.of("lead.routed", "lead.queued"),
                                "active",
                                true));
        assertThat(read(document.document())).isEqualTo(document);
        assertThat(read(with("active", false)).active()).isFalse();
        for (String shown :
                List.of(
                        "id",
                        "createdAt",
                        "secretSetAt",
                        "oldSecretUntil",
                        "failingSince",
                        "disabledAt",
                        "disabledBecause")) {
            assertThat(read(with(shown, "what an answer shows"))).as(shown).isEqualTo(document);
        }
    }

    @Test
    void peopleReadTheAddressWithoutItsQuery() {
        assertThat(read(body()).address()).isEqualTo("https://hooks.acme.example/leads");
        assertThat(read(with("url", "https://hooks.acme.example/leads")).address())
                .isEqualTo("https://hooks.acme.example/leads");
    }

    @Test
    void everyFaultIsNamed() {
        for (String url :
                List.of(
                        "/leads",
                        "mailto:ana@acme.example",
                        "https://ana:pw@acme.example/",
                        "https://acme.example/#here",
                        "https://acme.example/" + "x".repeat(2_000),
                        "not a url")) {
            assertThat(faults(with("url", url))).as(url).containsExactly("MALFORMED /url");
        }
        assertThat(faults(with("events", List.of()))).containsExactly("REQUIRED /events");
        assertThat(faults(with("events", List.of("lead.routed", "lead.lost"))))
                .containsExactly("OUT_OF_RANGE /events/1");
        assertThat(faults(with("colour", "red"))).containsExactly("UNKNOWN_PROPERTY /colour");
        assertThat(faults(Map.of())).containsExactly("REQUIRED /url", "REQUIRED /events");
        assertThat(faults("a text")).containsExactly("WRONG_TYPE ");
    }

    @Test
    void everyEventSaysWhatItsDataHold() {
        for (WebhookEventType type : WebhookEventType.values()) {
            assertThat(WebhookEventType.of(type.word())).contains(type);
            assertThat(type.about()).endsWith(".");
            assertThat(type.fields())
                    .as(type.word())
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .anyMatch(WebhookField::required);
        }
        assertThat(WebhookEventType.of("lead.lost")).isEmpty();
        assertThat(read(body()).events())
                .isEqualTo(Set.of(WebhookEventType.LEAD_ROUTED, WebhookEventType.LEAD_QUEUED));
    }

    private static Map<String, Object> body() {
        return Map.of("url", URL, "events", List.of("lead.routed", "lead.queued"));
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body());
        changed.put(name, value);
        return changed;
    }

    private static WebhookDocument read(Object document) {
        return WebhookDocument.read(Part.root(document, new Violations())).orElseThrow();
    }

    private static List<String> faults(Object document) {
        Violations violations = new Violations();
        assertThat(WebhookDocument.read(Part.root(document, violations))).isEmpty();
        return violations.list().stream()
                .map(violation -> violation.code() + " " + violation.pointer())
                .toList();
    }
}
