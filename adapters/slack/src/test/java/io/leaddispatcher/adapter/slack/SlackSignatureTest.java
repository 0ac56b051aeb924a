package io.leaddispatcher.adapter.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class SlackSignatureTest {

    // The example of Slack's own documentation.
    private static final Secret SECRET = new Secret("8f742231b10e8888abcd99yyyzzz85a5");
    private static final String SIGNED_AT = "1531420618";
    private static final String BODY =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                    + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                    + "&command=%2Fwebhook-collect&text="
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                    + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private static final String SIGNATURE =
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private Instant now = Instant.ofEpochSecond(1_531_420_618);

    @Test
    void whatSlackSignedIsTaken() {
        assertThat(valid(SIGNED_AT, SIGNATURE, BODY)).isTrue();
    }

    @Test
    void fiveMinutesCountInBothDirectionsAndNoSecondMore() {
        for (int seconds : new int[] {-300, 300}) {
            now = Instant.ofEpochSecond(1_531_420_618 + seconds);
            assertThat(valid(SIGNED_AT, SIGNATURE, BODY)).as("%d s", seconds).isTrue();
        }
        for (int seconds : new int[] {-301, 301}) {
            now = Instant.ofEpochSecond(1_531_420_618 + seconds);
            assertThat(valid(SIGNED_AT, SIGNATURE, BODY)).as("%d s", seconds).isFalse();
        }
    }

    @Test
    void whatWasAlteredIsRefused() {
        assertThat(valid(SIGNED_AT, SIGNATURE, BODY + " ")).isFalse();
        assertThat(valid("1531420619", SIGNATURE, BODY)).isFalse();
        assertThat(valid("+1531420618", SIGNATURE, BODY)).isFalse();
        assertThat(valid("01531420618", SIGNATURE, BODY)).isFalse();
        assertThat(valid(SIGNED_AT, SIGNATURE.substring(0, 66), BODY)).isFalse();
        assertThat(valid(SIGNED_AT, SIGNATURE + "0", BODY)).isFalse();
        assertThat(valid(SIGNED_AT, SIGNATURE.replace("v0=", "v1="), BODY)).isFalse();
        assertThat(valid(SIGNED_AT, "", BODY)).isFalse();
    }

    @Test
    void aHeaderThatIsMissingOrComesTwiceIsRefused() {
        HttpHeaders headers = headers(SIGNED_AT, SIGNATURE);
        headers.add(SlackSignature.SIGNATURE, SIGNATURE);
        assertThat(valid(headers, BODY)).isFalse();

        headers = headers(SIGNED_AT, SIGNATURE);
        headers.remove(SlackSignature.TIMESTAMP);
        assertThat(valid(headers, BODY)).isFalse();
    }

    @Test
    void anotherSecretIsAnotherSignature() {
        assertThat(
                        new SlackSignature(() -> now)
                                .isValid(
                                        headers(SIGNED_AT, SIGNATURE),
                                        BODY.getBytes(UTF_8),
                                        new Secret("another")))
                .isFalse();
    }

    private boolean valid(String timestamp, String signature, String body) {
        return valid(headers(timestamp, signature), body);
    }

    private boolean valid(HttpHeaders headers, String body) {
        return new SlackSignature(() -> now).isValid(headers, body.getBytes(UTF_8), SECRET);
    }

    private static HttpHeaders headers(String timestamp, String signature) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(SlackSignature.TIMESTAMP, timestamp);
        headers.add(SlackSignature.SIGNATURE, signature);
        return headers;
    }
}
