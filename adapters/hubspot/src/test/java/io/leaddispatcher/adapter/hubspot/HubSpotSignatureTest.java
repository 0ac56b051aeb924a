package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** The signatures were made with OpenSSL, not with the code under test. */
class HubSpotSignatureTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_772_445_600_000L);
    private static final String SECRET = "client-secret-1";
    private static final String URI = "https://leads.acme.test/hooks/hubspot/h1";
    private static final String BODY = "[{\"eventId\":1,\"propertyValue\":\"Zoë 漢\"}]";

    private static final String V_NOW = "2wsIZIqemIGzB9nZ4GpWI8ouu21uK/zQ86jOSNWlz2w=";
    private static final String V1 =
            "dd19452816ed58b8b8d82a61c762876c798adcac40330a1050b06bfa8d09039b";
    private static final String V2 =
            "74a2275781ddca002c044362ced308edcaa428db4122ccd3375fccaf5aa0c080";

    private final HubSpotSignature signature = new HubSpotSignature(InstantSource.fixed(NOW));

    @Test
    void aRequestOfHubSpotPasses() {
        assertThat(isValid("POST", URI, BODY, "1772445600000", V_NOW)).isTrue();
    }

    @Test
    void anotherBodyMethodSchemeOrSecretFails() {
        assertThat(isValid("POST", URI, BODY + " ", "1772445600000", V_NOW)).isFalse();
        assertThat(isValid("PUT", URI, BODY, "1772445600000", V_NOW)).isFalse();
        assertThat(isValid("POST", URI.replace("https", "http"), BODY, "1772445600000", V_NOW))
                .isFalse();
        assertThat(isValid("POST", URI + "/", BODY, "1772445600000", V_NOW)).isFalse();
        assertThat(
                        signature.isValid(
                                request("POST", URI, BODY, v3("1772445600000", V_NOW)),
                                List.of("another"),
                                true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-300000, true",
        "-300001, false",
        "300000, true",
        "300001, false",
    })
    void theWindowIsFiveMinutesBothWays(long offset, boolean passes) {
        String timestamp = String.valueOf(NOW.toEpochMilli() + offset);

        assertThat(isValid("POST", URI, BODY, timestamp, sign("POST" + URI + BODY + timestamp)))
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1772445600000",
                "+1772445600000",
                "1772445600.0",
                "99999999999999999999"
            })
    void aTimestampIsDigitsOnly(String timestamp) {
        assertThat(isValid("POST", URI, BODY, timestamp, sign("POST" + URI + BODY + timestamp)))
                .isFalse();
    }

    @Test
    void twelveEscapesAreSignedAsTheCharactersTheyStandForInEitherCase() {
        String lower = URI + "?u=https%3a%2f%2fa%3fb%40c%21%24%27%28%29%2a%2c%3b&v=%20%26%3d%2b%25";
        String upper = URI + "?u=https%3A%2F%2Fa%3Fb%40c%21%24%27%28%29%2A%2C%3B&v=%20%26%3d%2b%25";
        String signed = URI + "?u=https://a?b@c!$'()*,;&v=%20%26%3d%2b%25";
        String valid = sign("POST" + signed + BODY + "1772445600000");

        assertThat(isValid("POST", lower, BODY, "1772445600000", valid)).isTrue();
        assertThat(isValid("POST", upper, BODY, "1772445600000", valid)).isTrue();
    }

    @Test
    void anEscapedPercentIsNotTakenApart() {
        String uri = URI + "?u=%252F";

        assertThat(
                        isValid(
                                "POST",
                                uri,
                                BODY,
                                "1772445600000",
                                sign("POST" + uri + BODY + "1772445600000")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "AAAA"})
    void whatIsNoSignatureFails(String value) {
        assertThat(isValid("POST", URI, BODY, "1772445600000", value)).isFalse();
    }

    @Test
    void aShortenedSignatureFails() {
        assertThat(isValid("POST", URI, BODY, "1772445600000", V_NOW.substring(0, 40))).isFalse();
    }

    @Test
    void aHeaderThatIsMissingOrSentTwiceFails() {
        var none = new HttpHeaders();
        var onlySignature = new HttpHeaders();
        onlySignature.set(HubSpotSignature.V3, V_NOW);
        var twice = v3("1772445600000", V_NOW);
        twice.add(HubSpotSignature.V3, V_NOW);

        for (HttpHeaders headers : List.of(none, onlySignature, twice)) {
            assertThat(
                            signature.isValid(
                                    request("POST", URI, BODY, headers), List.of(SECRET), true))
                    .isFalse();
        }
    }

    @Test
    void twoSecretsAreValidWhileOneIsReplaced() {
        var request = request("POST", URI, BODY, v3("1772445600000", V_NOW));

        assertThat(signature.isValid(request, List.of("new-secret", SECRET), false)).isTrue();
    }

    @Test
    void theOlderVersionsCountOnlyWhereTheyAreAccepted() {
        for (String version : List.of("v1", "v2")) {
            var headers = new HttpHeaders();
            headers.set(HubSpotSignature.LEGACY_VERSION, version);
            headers.set(HubSpotSignature.LEGACY, version.equals("v1") ? V1 : V2);
            var request = request("POST", URI, BODY, headers);

            assertThat(signature.isValid(request, List.of(SECRET), true)).isTrue();
            assertThat(signature.isValid(request, List.of(SECRET), false)).isFalse();
            assertThat(
                            signature.isValid(
                                    request("POST", URI, BODY + " ", headers),
                                    List.of(SECRET),
                                    true))
                    .isFalse();
        }
    }

    @Test
    void aWrongSignatureOfVersion3IsNotMendedByAnOlderOne() {
        var headers = v3("1772445600000", sign("something else"));
        headers.set(HubSpotSignature.LEGACY_VERSION, "v1");
        headers.set(HubSpotSignature.LEGACY, V1);

        assertThat(signature.isValid(request("POST", URI, BODY, headers), List.of(SECRET), true))
                .isFalse();
    }

    private boolean isValid(
            String method, String uri, String body, String timestamp, String value) {
        return signature.isValid(
                request(method, uri, body, v3(timestamp, value)), List.of(SECRET), false);
    }

    private static HubSpotSignature.Request request(
            String method, String uri, String body, HttpHeaders headers) {
        return new HubSpotSignature.Request(method, uri, headers, body.getBytes(UTF_8));
    }

    private static HttpHeaders v3(String timestamp, String value) {
        var headers = new HttpHeaders();
        headers.set(HubSpotSignature.TIMESTAMP, timestamp);
        headers.set(HubSpotSignature.V3, value);
        return headers;
    }

    private static String sign(String text) {
        return Signing.hmac(SECRET, text);
    }
}
