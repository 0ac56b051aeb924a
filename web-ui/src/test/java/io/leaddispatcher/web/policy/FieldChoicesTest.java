package io.leaddispatcher.web.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class FieldChoicesTest {

    private static final PolicyChoices.Found FOUND =
            new PolicyChoices.Found(
                    List.of(
                            new Label(ConfigurationKind.TEAM, "sales-dach", "Vertrieb DACH", null),
                            new Label(ConfigurationKind.FIELD, "gpuCount", "GPUs", "NUMBER")));

    private static Words words(Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.system()).in(reader);
    }

    private static Map<Object, Object> labels(Locale reader) {
        return FieldChoices.of(FOUND, FOUND.words(words(reader))).stream()
                .collect(Collectors.toMap(each -> each.get("path"), each -> each.get("label")));
    }

    @Test
    void aTeamsClockIsCalledAfterTheTeam() {
        assertThat(labels(Locale.ENGLISH))
                .containsEntry("time.team.sales-dach.open", "Vertrieb DACH: At work")
                .containsEntry("custom.gpuCount", "GPUs");
        assertThat(labels(Locale.GERMAN))
                .containsEntry("time.team.sales-dach.weekday", "Vertrieb DACH: Wochentag");
        assertThat(words(Locale.ENGLISH).field("time.team.sales-dach.open"))
                .isEqualTo("Sales dach: At work");
    }

    @Test
    void everyFieldThatEachWorkspaceHasIsSaidInBothLanguages() {
        for (Locale reader : List.of(Locale.ROOT, Locale.GERMAN)) {
            assertThat(ResourceBundle.getBundle("messages", reader).keySet())
                    .containsAll(
                            FieldCatalogue.standard().paths().stream()
                                    .map(path -> "field." + path)
                                    .toList());
        }
        assertThat(labels(Locale.GERMAN))
                .containsEntry("time.utc.hour", "Stunde (UTC)")
                .containsEntry("meeting.host", "Gastgeber des Termins");
    }
}
