package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.Dependent;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class NeedingTest {

    @Test
    void policiesAreToldApartByWhatTheyRoute() {
        var needing =
                Arrays.stream(PolicyKind.values())
                        .map(kind ->
                                dependent(
                                        "the active %s policy (version 1)"
                                                .formatted(kind.pathName())))
                        .toList();

        assertThat(Needing.lines(needing, words(Locale.ENGLISH)))
                .containsExactlyInAnyOrder(
                        new Note.Line(
                                "The active policy for leads, version 1", "/policy?kind=lead"),
                        new Note.Line(
                                "The active policy for meetings, version 1",
                                "/policy?kind=meeting"),
                        new Note.Line(
                                "The active policy for calls, version 1", "/policy?kind=call"));
        assertThat(Needing.lines(needing, words(Locale.GERMAN)))
                .extracting(Note.Line::text)
                .contains("Das geltende Regelwerk für Anrufe, Version 1");
    }

    @Test
    void whatHasAPageIsLinked() {
        assertThat(
                        Needing.lines(
                                List.of(dependent("pool 'emea'"), dependent("pool 'emea'")),
                                words(Locale.ENGLISH)))
                .containsExactly(new Note.Line("Pool emea", "/pools/emea"));
    }

    private static Dependent dependent(String what) {
        return new Dependent(
                what, new Violation("/fallback", Violation.Code.UNKNOWN_REFERENCE, "none"));
    }

    private static Words words(Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(locale);
    }
}
