package io.leaddispatcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class StandardWebhookSignatureTest {

    /** The vector of the Standard Webhooks libraries. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String VALID = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final long THEN = 1_614_265_330L;

    private final StandardWebhookSignature signature =
            new StandardWebhookSignature(InstantSource.fixed(Instant.ofEpochSecond(THEN)));

    @Test
    void thePublishedVectorPasses() {
        assertThat(verify(headers(ID, THEN, VALID), BODY, SECRET)).contains(ID);
    }

    /** That of Svix, whose scheme it is (docs.svix.com, "Verifying webhooks manually"). */
    @Test
    void theExampleOfSvixPassesAndFailsInEachPart() {
        String secret = "whsec_plJ3nmyCDGBKInavdOK15jsl";
        String id = "msg_loFOjxBNrRLzqYUf";
        long then = 1_731_705_121L;
        String body = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";
        String valid = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=";
        var svix = new StandardWebhookSignature(InstantSource.fixed(Instant.ofEpochSecond(then)));

        assertThat(verify(svix, headers(id, then, valid), body, secret)).contains(id);
        assertThat(verify(svix, headers(id + "1", then, valid), body, secret)).isEmpty();
        assertThat(verify(svix, headers(id, then + 1, valid), body, secret)).isEmpty();
        assertThat(verify(svix, headers(id, then, valid), body + " ", secret)).isEmpty();
        assertThat(verify(svix, headers(id, then, valid), body, SECRET)).isEmpty();
        assertThat(verify(svix, headers(id, then, valid.replace("rA", "rB")), body, secret))
                .isEmpty();
    }

    @Test
    void anotherBodyIdTimestampOrSecretFails() {
        assertThat(verify(headers(ID, THEN, VALID), BODY + " ", SECRET)).isEmpty();
        assertThat(verify(headers(ID + "1", THEN, VALID), BODY, SECRET)).isEmpty();
        assertThat(verify(headers(ID, THEN + 1, VALID), BODY, SECRET)).isEmpty();
        assertThat(verify(headers(ID, THEN, VALID), BODY, "whsec_AAAA")).isEmpty();
    }

    @Test
    void oneOfSeveralSignaturesAndOneOfSeveralSecretsIsEnough() {
        var headers = headers(ID, THEN, "v1a,AAAA v1,%% v1,AAAA v2,BBBB " + VALID);

        assertThat(verify(headers, BODY, "whsec_AAAA", SECRET)).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v1,",
                "v1,AAAA",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void whatIsNoSignatureFails(String value) {
        assertThat(verify(headers(ID, THEN, value), BODY, SECRET)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-300, true", "-301, false", "300, true", "301, false"})
    void theWindowIsFiveMinutesBothWays(long offset, boolean passes) {
        long at = THEN + offset;
        var headers = headers(ID, at, WebhookSigning.sign(SECRET, ID, at, BODY));

        assertThat(verify(headers, BODY, SECRET).isPresent()).isEqualTo(passes);
    }

    @Test
    void anIdWithAFullStopCouldMeanTwoMessages() {
        var headers = headers("a.b", THEN, WebhookSigning.sign(SECRET, "a.b", THEN, BODY));

        assertThat(verify(headers, BODY, SECRET)).isEmpty();
    }

    @Test
    void eachHeaderIsNeededOnce() {
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            var without = headers(ID, THEN, VALID);
            without.remove(name);
            assertThat(verify(without, BODY, SECRET)).isEmpty();

            var twice = headers(ID, THEN, VALID);
            twice.add(name, String.valueOf(twice.getFirst(name)));
            assertThat(verify(twice, BODY, SECRET)).isEmpty();
        }
    }

    @Test
    void aSecretThatIsNoneIsOurTroubleAndIsNotTold() {
        assertThatThrownBy(() -> verify(headers(ID, THEN, VALID), BODY, "whsec_n!"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("n!");
    }

    private Optional<String> verify(HttpHeaders headers, String body, String... secrets) {
        return verify(signature, headers, body, secrets);
    }

    private static Optional<String> verify(
            StandardWebhookSignature signature,
            HttpHeaders headers,
            String body,
            String... secrets) {
        return signature.verify(headers, body.getBytes(UTF_8), List.of(secrets));
    }

    private static HttpHeaders headers(String id, long timestamp, String value) {
        var headers = new HttpHeaders();
        headers.set("webhook-id", id);
        headers.set("webhook-timestamp", String.valueOf(timestamp));
        headers.set("webhook-signature", value);
        return headers;
    }
}
