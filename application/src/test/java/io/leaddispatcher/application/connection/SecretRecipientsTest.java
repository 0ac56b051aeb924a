package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A secret goes only to the peer that it was entered for, and a password only through TLS. */
class SecretRecipientsTest extends ConnectionDesk {

    @Test
    void anotherAccountAsksForTheSecretsAgain() {
        put(HUBSPOT);

        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type", "hubspot",
                                        "settings", Map.of("portalId", "666"),
                                        "secrets", Map.of("clientSecret", "cs-2"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/secrets/accessToken"));
    }

    @Test
    void anotherMailHostAsksForThePasswordAgain() {
        Map<String, ?> settings =
                Map.of("host", "smtp.x.test", "port", new BigDecimal(587), "from", "l@x.test");
        put(
                Map.of(
                        "type",
                        "smtp",
                        "settings",
                        settings,
                        "secrets",
                        Map.of("username", "u", "password", "p")));

        put(Map.of("type", "smtp", "settings", settings));
        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type",
                                        "smtp",
                                        "settings",
                                        Map.of("host", "evil.test", "from", "l@x.test"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aPasswordIsShownToAMailServerOnlyThroughTls() {
        Map<String, Object> plain = mail("smtp.x.test", 25, Map.of("username", "u"));

        assertThatThrownBy(() -> put(plain))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        wrong ->
                                assertThat(wrong.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/settings/startTls"));
        put(mail("smtp.x.test", 25, Map.of()));
        put(mail("smtp.x.test", 465, Map.of("username", "u", "password", "p")));
        assertThatThrownBy(() -> put(mail("127.evil.test", 25, Map.of("username", "u"))))
                .isInstanceOf(InvalidInputException.class);
        put(mail("127.0.0.1", 25, Map.of("username", "u", "password", "p")));
        put(mail("localhost", 25, Map.of("username", "u", "password", "p")));
        put(true)
                .handle(
                        new PutConnection.Command(
                                CALLER,
                                KEY,
                                mail("10.0.0.7", 25, Map.of("username", "u", "password", "p")),
                                Precondition.NONE))
                .block();

        // What the operator has allowed once is asked about again when they allow it no more.
        assertThatThrownBy(() -> put(mail("10.0.0.7", 25, Map.of())))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Map<String, Object> mail(String host, int port, Map<String, String> secrets) {
        return Map.of(
                "type",
                "smtp",
                "settings",
                Map.of(
                        "host",
                        host,
                        "port",
                        new BigDecimal(port),
                        "from",
                        "l@x.test",
                        "startTls",
                        false),
                "secrets",
                secrets);
    }
}
