package io.leaddispatcher.adapter.rest.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What somebody reads whose browser has sent a form by itself. */
class FormPageTest {

    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String COMPLETE = "contact.email=ana%40acme.de";

    private final Doors doors = new Doors("form", Map.of(), Map.of());

    @Test
    void itsPageIsInTheirLanguage() {
        post(BROWSER, "de-DE,de;q=0.9", COMPLETE)
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .contentTypeCompatibleWith("text/html")
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("lang=\"de\"", "Vielen Dank"));
    }

    @Test
    void whatIsMissingIsSaidInEnglishWhereThereAreNoOtherWords() {
        post(BROWSER, "fr", "contact.firstName=Ana")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("An e-mail address or a phone number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json, text/html"})
    void scriptsGetWhatTheyAskFor(String accept) {
        post(accept, "de", COMPLETE)
                .expectHeader()
                .contentTypeCompatibleWith("application/json")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ACCEPTED");
    }

    private ResponseSpec post(String accept, String language, String form) {
        return doors.client()
                .post()
                .uri("/hooks/forms/" + Doors.HOOK_ID)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", accept)
                .header("Accept-Language", language)
                .bodyValue(form)
                .exchange();
    }
}
