package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class LabelsTest {

    @ParameterizedTest
    @EnumSource(SetupKind.class)
    void everyFieldOfAFormHasALabel(SetupKind kind) {
        var labels = Labels.of(kind);
        for (Slot slot : Shapes.of(kind).slots()) {
            assertThat(labels.knows(slot.name())).as(slot.name()).isTrue();
            assertThat(labels.of(slot.name(), words())).isNotBlank();
        }
        for (Shape.Rows group : Shapes.of(kind).rows()) {
            assertThat(labels.knows(group.name())).as(group.name()).isTrue();
            for (Slot column : group.columns()) {
                var name = group.name() + "." + column.name();
                assertThat(labels.knows(name)).as(name).isTrue();
            }
        }
    }

    @Test
    void aFieldIsCalledWithTheGroupAndTheRowThatItStandsIn() {
        var rep = Labels.of(SetupKind.REP);

        assertThat(rep.of("phone", words())).isEqualTo("Telefon");
        assertThat(rep.of("workingHours.WED", words())).isEqualTo("Arbeitszeiten, Mittwoch");
        assertThat(rep.of("outOfOffice.1.to", words())).isEqualTo("Abwesend 2, Bis");
        assertThat(rep.of("notifications", words())).isEqualTo("Notifications");
    }

    @Test
    void fieldsComeAsTheyStandOnThePage() {
        assertThat(
                        List.of(
                                        "skills",
                                        "outOfOffice.10.from",
                                        "workingHours.MON",
                                        "outOfOffice.2.to",
                                        "outOfOffice.2.from",
                                        "name")
                                .stream()
                                .sorted(Labels.of(SetupKind.REP).inOrder()))
                .containsExactly(
                        "name",
                        "workingHours.MON",
                        "outOfOffice.2.from",
                        "outOfOffice.2.to",
                        "outOfOffice.10.from",
                        "skills");
    }

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(Locale.GERMAN);
    }
}
