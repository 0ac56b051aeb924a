package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.LeadDefaults;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupplementsTest {

    private static final FieldCatalogue FIELDS =
            FieldCatalogue.of(
                    List.of(
                            new FieldDefinition(
                                    "stack",
                                    "Stack",
                                    FieldType.LIST,
                                    false,
                                    false,
                                    Map.of("hs", "tech_stack")),
                            new FieldDefinition(
                                    "note",
                                    "Note",
                                    FieldType.TEXT,
                                    false,
                                    false,
                                    Map.of("hs", "note"))));

    private static Map<String, Object> supplemented(
            String type, boolean update, Map<String, Object> document) {
        return Supplements.to(document, connection(type), FIELDS, update);
    }

    private static ConnectionAccess connection(String type) {
        return new ConnectionAccess(
                new ConnectionKey("hs"),
                type,
                Map.of(
                        LeadDefaults.SETTING,
                        Map.of("lead.source", "HubSpot", "custom.note", "none")),
                Map.of());
    }

    @Test
    void aNewLeadOfAFormCameFromAFormUnlessTheFormSaysBetter() {
        Map<String, Object> silent =
                Map.of("contact", Map.of("email", "ana@x.test"), "lead", Map.of("intent", "demo"));

        assertThat(Supplements.toNew(silent, connection("form")))
                .isEqualTo(
                        Map.of(
                                "contact",
                                Map.of("email", "ana@x.test"),
                                "lead",
                                Map.of("intent", "demo", "source", "web-form")));
        Map<String, Object> telling = Map.of("lead", Map.of("source", "google"));
        assertThat(Supplements.toNew(telling, connection("form"))).isEqualTo(telling);
        assertThat(Supplements.toNew(silent, connection("hubspot"))).isEqualTo(silent);
    }

    @Test
    void whatANewLeadDoesNotSayIsTheDefaultOfItsConnection() {
        assertThat(
                        supplemented(
                                "hubspot",
                                false,
                                Map.of(
                                        "externalId",
                                        "7",
                                        "lead",
                                        Map.of("intent", "demo", "source", " "),
                                        "custom",
                                        Map.of("note", "hot"))))
                .isEqualTo(
                        Map.of(
                                "externalId",
                                "7",
                                "lead",
                                Map.of("intent", "demo", "source", "HubSpot"),
                                "custom",
                                Map.of("note", "hot")));
        assertThat(supplemented("hubspot", true, Map.of("externalId", "7")))
                .as("what is known stays known")
                .isEqualTo(Map.of("externalId", "7"));
    }

    @Test
    void severalValuesOfACrmAreAList() {
        Map<String, Object> said = Map.of("custom", Map.of("stack", "java; go;;", "note", "a;b"));

        assertThat(supplemented("hubspot", true, said))
                .isEqualTo(Map.of("custom", Map.of("stack", List.of("java", "go"), "note", "a;b")));
        assertThat(supplemented("form", true, said)).isEqualTo(said);
    }
}
