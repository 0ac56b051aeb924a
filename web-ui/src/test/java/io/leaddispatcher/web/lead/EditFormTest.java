package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.ListLeadFields.OwnField;
import io.leaddispatcher.domain.field.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EditFormTest {

    private static final LeadInputs INPUTS =
            new LeadInputs(
                    List.of("contact.firstName", "contact.phone"),
                    List.of(new OwnField("note", "Note", FieldType.TEXT)),
                    Locale.ENGLISH,
                    TraceViewTest.words());

    @Test
    void aTextThatAnInputOfOneLineWouldSpoilIsFilledInOnSeveral() {
        assertThat(kind("short")).isEqualTo("text");
        assertThat(kind("one\ntwo")).isEqualTo("area");
        assertThat(kind("x".repeat(1001))).isEqualTo("area");
    }

    private static String kind(String text) {
        var note = Map.of("custom.note", text);
        return INPUTS.groups(note, note, Map.of(), Set.of()).getLast().inputs().getLast().kind();
    }

    @Test
    void whatABrowserMakesOfTheEndsOfLinesIsNoChange() {
        assertThat(
                        EditForm.document(
                                INPUTS,
                                Map.of(
                                        "contact.firstName", "Ana",
                                        "was.contact.firstName", "Anna",
                                        "contact.phone", "+49 30123",
                                        "was.contact.phone", "+49 30\r\n123",
                                        "custom.note", "one\r\ntwo",
                                        "was.custom.note", "one\ntwo")))
                .isEqualTo(
                        Map.of(
                                "contact", Map.of("firstName", "Ana"),
                                "was", Map.of("contact", Map.of("firstName", "Anna"))));
    }

    @Test
    void joiningLinesByHandIsAChange() {
        assertThat(
                        EditForm.document(
                                INPUTS,
                                Map.of("custom.note", "onetwo", "was.custom.note", "one\ntwo")))
                .containsEntry("custom", Map.of("note", "onetwo"));
    }
}
