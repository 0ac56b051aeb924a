package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A signing secret that was replaced verifies for a while yet. */
class SigningSecretRotationTest extends ConnectionDesk {

    @Test
    void aSigningSecretThatWasReplacedVerifiesForADay() {
        put(HUBSPOT);
        now = NOON.plusSeconds(60);
        ConnectionView view = sign("cs-2");

        assertThat(signing()).containsExactly("cs-2", "cs-1");
        assertThat(view.document().toString()).doesNotContain("cs-1", "cs-2", "previousClient");
        assertThat(state(view, "clientSecret"))
                .isEqualTo(
                        Map.of(
                                "set",
                                true,
                                "at",
                                now.toString(),
                                "previousUntil",
                                "2026-11-22T12:01:00Z"));
        assertThat(state(view, "accessToken"))
                .isEqualTo(Map.of("set", true, "at", NOON.toString()));
        assertThat(put(view.document()).document()).isEqualTo(view.document());

        now = Instant.parse("2026-11-22T12:00:59Z");
        assertThat(signing()).containsExactly("cs-2", "cs-1");
        now = now.plusSeconds(1);
        assertThat(signing()).containsExactly("cs-2");
    }

    @Test
    void ofSigningSecretsThatWereReplacedTheLastOneVerifies() {
        put(HUBSPOT);
        sign("cs-2");
        sign("cs-3");

        assertThat(signing()).containsExactly("cs-3", "cs-2");
    }

    @Test
    void theSameSigningSecretOnceMoreReplacesNone() {
        put(HUBSPOT);
        sign("cs-2");
        now = NOON.plusSeconds(60);
        ConnectionView view = sign("cs-2");

        assertThat(signing()).containsExactly("cs-2", "cs-1");
        assertThat(state(view, "clientSecret").toString()).contains("2026-11-22T12:00:00Z");
    }

    @Test
    void aSigningSecretThatVerifiesNoLongerGoesWithTheNextChange() {
        put(HUBSPOT);
        sign("cs-2");
        assertThat(kept()).contains("previousClientSecret");

        now = NOON.plus(Duration.ofDays(1));
        put(Map.of("type", "hubspot", "settings", Map.of("portalId", "62515")));

        assertThat(kept()).containsExactlyInAnyOrder("clientSecret", "accessToken");
    }

    @Test
    void theSigningSecretOfAnotherAccountVerifiesNothing() {
        put(HUBSPOT);
        sign("cs-2");
        put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "666"),
                        "secrets", Map.of("clientSecret", "cs-3", "accessToken", "pat-3")));

        assertThat(signing()).containsExactly("cs-3");
        assertThat(kept()).containsExactlyInAnyOrder("clientSecret", "accessToken");
    }

    @Test
    void onlyHooksAreGivenTheSigningSecretThatWasReplaced() {
        put(HUBSPOT);
        sign("cs-2");

        ConnectionAccess used =
                Objects.requireNonNull(
                        new ConnectionDirectory(connections, cipher)
                                .ofType(TENANT, ConnectionType.HUBSPOT)
                                .blockFirst());

        assertThat(used.secret("previousClientSecret")).isEmpty();
        assertThat(used.secret("clientSecret").map(Secret::reveal)).contains("cs-2");
    }

    @Test
    void nobodySendsAPreviousSecret() {
        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type",
                                        "calcom",
                                        "secrets",
                                        Map.of("secret", "s-1", "previousSecret", "s-0"))))
                .isInstanceOf(InvalidInputException.class);
    }

    private ConnectionView sign(String clientSecret) {
        return put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "62515"),
                        "secrets", Map.of("clientSecret", clientSecret)));
    }

    private List<String> signing() {
        return hook().signingSecrets().stream().map(Secret::reveal).toList();
    }

    private Set<String> kept() {
        return Objects.requireNonNull(
                connections
                        .find(TENANT, KEY)
                        .flatMap(found -> connections.ciphertexts(TENANT, found.id()))
                        .map(Map::keySet)
                        .block());
    }

    private static Object state(ConnectionView view, String secret) {
        var secrets = (Map<?, ?>) Objects.requireNonNull(view.document().get("secrets"));
        return Objects.requireNonNull(secrets.get(secret));
    }
}
