package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class DeliveryErrorTest {

    private static Words words(Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(reader);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    status_500: the endpoint answered 500|status_500|Die Gegenstelle hat mit 500 geantwortet.
                    fatal_error: Slack says fatal_error|fatal_error|Slack meldet fatal_error.
                    channel_not_found: Slack knows no such channel or user|channel_not_found|Slack kennt diesen Kanal oder diese Person nicht.
                    unreachable: Slack did not answer: ConnectException|unreachable|Slack hat nicht geantwortet (ConnectException).
                    smtp_550: the mail server refused the recipient with 550|smtp_550|Der Mailserver hat die Adresse mit 550 abgelehnt.
                    not_connected: connection hs-main is not active|not_connected|Die Verbindung hs-main ist nicht aktiv.
                    HUBSPOT_REFUSED: HubSpot answered with 400: no property 'owner' (correlation id 7f-1)|HUBSPOT_REFUSED|HubSpot hat mit 400 geantwortet: no property 'owner' (correlation id 7f-1)
                    HUBSPOT_UNAUTHORIZED: the access token is refused (correlation id 7f-1)|HUBSPOT_UNAUTHORIZED|Das Zugriffstoken wird abgelehnt. (correlation id 7f-1)
                    CRM_UNAVAILABLE: the CRM answered with 503|CRM_UNAVAILABLE|Das CRM hat mit 503 geantwortet.
                    """)
    void isSaidInTheReadersLanguage(String kept, String code, String german) {
        assertThat(DeliveryError.of(kept, words(Locale.GERMAN)))
                .isEqualTo(new DeliveryError(code, german));
    }

    @Test
    void whatIsNotOneOfOursStaysAsItIs() {
        assertThat(DeliveryError.of("made up: by somebody", words(Locale.GERMAN)))
                .isEqualTo(new DeliveryError(null, "made up: by somebody"));
    }

    @Test
    void whereNothingWentWrongThereIsNothingToSay() {
        assertThat(DeliveryError.of(null, words(Locale.ENGLISH))).isNull();
    }
}
