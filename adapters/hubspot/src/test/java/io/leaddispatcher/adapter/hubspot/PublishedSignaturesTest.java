package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

/**
 * The examples that HubSpot publishes. Versions 1 and 2: its documentation of validating requests
 * (legacydocs.hubspot.com, {@code v1-request-validation} and {@code v2-request-validation}).
 * Version 3 has no example there; this one is of the tests of its clients (hubspot-api-python,
 * {@code tests/spec/utils/test_signature.py}; hubspot-api-ruby has the same).
 */
class PublishedSignaturesTest {

    private static final String SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private static final String URI = "https://www.example.com/webhook_uri";

    private static final String V1_BODY =
            "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":1564113600000,"
                    + "\"subscriptionType\":\"contact.creation\",\"attemptNumber\":0,\"objectId\":123,"
                    + "\"changeSource\":\"CRM\",\"changeFlag\":\"NEW\",\"appId\":54321}]";
    private static final String V1 =
            "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de";

    private static final String V2_BODY = "{\"example_field\":\"example_value\"}";
    private static final String V2_POST =
            "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900";
    private static final String V2_GET =
            "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e";

    private static final String V3_BODY = "{'example_field':'example_value'}";
    private static final String V3_TIMESTAMP = "15000000";
    private static final String V3 = "HPW73RUtKmcYoEDADG0s6MmGFWUzWJKAW07r8RDgcQw=";

    /** Version 3 is checked as if its request had just come. */
    private final HubSpotSignature signature =
            new HubSpotSignature(
                    InstantSource.fixed(Instant.ofEpochMilli(Long.parseLong(V3_TIMESTAMP))));

    private boolean isValid(
            String method, String uri, String body, HttpHeaders headers, String secret) {
        return signature.isValid(
                new HubSpotSignature.Request(method, uri, headers, body.getBytes(UTF_8)),
                List.of(secret),
                true);
    }

    private static HttpHeaders legacy(String version, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HubSpotSignature.LEGACY_VERSION, version);
        headers.set(HubSpotSignature.LEGACY, value);
        return headers;
    }

    private static HttpHeaders v3(String timestamp, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HubSpotSignature.TIMESTAMP, timestamp);
        headers.set(HubSpotSignature.V3, value);
        return headers;
    }

    @Test
    void versionOneIsOfSecretAndBody() {
        HttpHeaders headers = legacy("v1", V1);

        assertThat(isValid("POST", URI, V1_BODY, headers, SECRET)).isTrue();
        assertThat(isValid("POST", URI, V1_BODY.replace("123,", "124,"), headers, SECRET))
                .isFalse();
        assertThat(isValid("POST", URI, V1_BODY, headers, SECRET + "y")).isFalse();
        assertThat(isValid("POST", URI, V1_BODY, legacy("v1", V1.replace('2', '3')), SECRET))
                .isFalse();
        assertThat(isValid("POST", URI, V1_BODY, legacy("v2", V1), SECRET)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"POST, " + V2_BODY + ", " + V2_POST, "GET, ``, " + V2_GET})
    void versionTwoIsOfMethodAndAddressToo(String method, String body, String published) {
        HttpHeaders headers = legacy("v2", published);

        assertThat(isValid(method, URI, body, headers, SECRET)).isTrue();
        assertThat(isValid("PUT", URI, body, headers, SECRET)).isFalse();
        assertThat(isValid(method, URI + "/", body, headers, SECRET)).isFalse();
        assertThat(isValid(method, URI, body + " ", headers, SECRET)).isFalse();
        assertThat(isValid(method, URI, body, headers, "another")).isFalse();
        assertThat(isValid(method, URI, body, legacy("v1", published), SECRET)).isFalse();
    }

    @Test
    void versionThreeIsOfTheTimeToo() {
        assertThat(isValid("POST", URI, V3_BODY, v3(V3_TIMESTAMP, V3), SECRET)).isTrue();
        assertThat(isValid("PUT", URI, V3_BODY, v3(V3_TIMESTAMP, V3), SECRET)).isFalse();
        assertThat(isValid("POST", URI + "?a", V3_BODY, v3(V3_TIMESTAMP, V3), SECRET)).isFalse();
        assertThat(isValid("POST", URI, V3_BODY + " ", v3(V3_TIMESTAMP, V3), SECRET)).isFalse();
        assertThat(isValid("POST", URI, V3_BODY, v3("15000001", V3), SECRET)).isFalse();
        assertThat(isValid("POST", URI, V3_BODY, v3(V3_TIMESTAMP, V3), "another")).isFalse();
        assertThat(
                        isValid(
                                "POST",
                                URI,
                                V3_BODY,
                                v3(V3_TIMESTAMP, V3.replace("HPW", "HPX")),
                                SECRET))
                .isFalse();
    }
}
