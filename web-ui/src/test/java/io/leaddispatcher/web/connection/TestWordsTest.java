package io.leaddispatcher.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.TestConnection.Outcome;
import io.leaddispatcher.web.layout.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class TestWordsTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static String said(Outcome.Tested tested, Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return TestWords.of(tested, new Wording(messages, () -> NOON).in(locale)).message();
    }

    @Test
    void whatATestHasShownIsSaidInTheReadersLanguage() {
        assertThat(said(new Outcome.Works("HubSpot answers and accepts the token."), Locale.GERMAN))
                .startsWith("HubSpot antwortet");
        assertThat(said(new Outcome.Failed(), Locale.GERMAN)).startsWith("Die Verbindung");
        assertThat(
                        said(
                                new Outcome.Unfinished(
                                        "salesforce",
                                        List.of("/settings/organizationId", "/secrets/clientId")),
                                Locale.ENGLISH))
                .contains("Organisation ID, Consumer key");
    }

    @Test
    void aTimeIsNoInstant() {
        assertThat(said(new Outcome.Waiting(NOON), Locale.GERMAN))
                .contains("2026")
                .doesNotContain(NOON.toString());
        assertThat(said(new Outcome.Waiting(null), Locale.GERMAN)).contains("Hook-Adresse");
    }
}
