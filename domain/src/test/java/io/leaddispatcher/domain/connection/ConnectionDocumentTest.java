package io.leaddispatcher.domain.connection;

import static io.leaddispatcher.domain.connection.SentConnections.HUBSPOT;
import static io.leaddispatcher.domain.connection.SentConnections.KEY;
import static io.leaddispatcher.domain.connection.SentConnections.accepted;
import static io.leaddispatcher.domain.connection.SentConnections.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.connection.ConnectionDocument.Stored;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionDocumentTest {
    private static final String SIGNING_KEY = "whsec_MDEyMzQ1Njc4OTAxMjM0NQ==";

    @Test
    void aConnectionHasTypeSettingsAndSecrets() {
        var hubspot = accepted(HUBSPOT, null);

        assertThat(hubspot.type()).isEqualTo(ConnectionType.HUBSPOT);
        assertThat(hubspot.name()).isEqualTo("main");
        assertThat(hubspot.active()).isTrue();
        assertThat(hubspot.settings()).isEqualTo(Map.of("portalId", "62515"));
        assertThat(hubspot.secrets()).isEqualTo(Map.of("clientSecret", "s3cret"));
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(refused(Map.of("type", "form", "name", "n".repeat(201)), null))
                .containsExactly("/name OUT_OF_RANGE");
    }

    @Test
    void marksOfSecretsAreNone() {
        assertThat(ConnectionDocument.bringsSecrets(HUBSPOT)).isTrue();
        assertThat(ConnectionDocument.bringsSecrets(Map.of())).isFalse();
        assertThat(ConnectionDocument.bringsSecrets(Map.of("secrets", "s3cret"))).isFalse();
        assertThat(
                        ConnectionDocument.bringsSecrets(
                                Map.of("secrets", Map.of("a", "***", "b", Map.of("set", true)))))
                .isFalse();
        assertThat(
                        ConnectionDocument.bringsSecrets(
                                Map.of("secrets", Map.of("a", Map.of("set", "no mark")))))
                .isTrue();
    }

    @Test
    void itPrintsNoSecret() {
        assertThat(accepted(HUBSPOT, null).toString())
                .contains("clientSecret")
                .doesNotContain("s3cret");
    }

    @Test
    void whatItsTypeNeedsIsRequired() {
        assertThat(refused("no object", null)).containsExactly(" WRONG_TYPE");
        assertThat(refused(Map.of(), null)).containsExactly("/type REQUIRED");
        assertThat(refused(Map.of("type", "fax"), null)).containsExactly("/type OUT_OF_RANGE");
        assertThat(refused(Map.of("type", true), null)).containsExactly("/type WRONG_TYPE");
        assertThat(refused(Map.of("type", "hubspot", "odd", true, "active", true), null))
                .containsExactly(
                        "/odd UNKNOWN_PROPERTY",
                        "/settings/portalId REQUIRED",
                        "/secrets/clientSecret REQUIRED");
        assertThat(refused(Map.of("type", "form", "settings", true, "secrets", "x"), null))
                .containsExactly("/settings WRONG_TYPE", "/secrets WRONG_TYPE");
        assertThat(
                        refused(
                                Map.of(
                                        "type",
                                        "form",
                                        "settings",
                                        Map.of("odd", 1),
                                        "secrets",
                                        Map.of("odd", "x")),
                                null))
                .containsExactly("/settings/odd UNKNOWN_PROPERTY", "/secrets/odd UNKNOWN_PROPERTY");
    }

    @Test
    void whatLacksSomethingIsKeptAndNotActive() {
        ConnectionDocument bare = accepted(Map.of("type", "salesforce"), null);
        assertThat(bare.active()).isFalse();
        assertThat(ConnectionType.SALESFORCE.missing(bare.settings().keySet(), Set.of()))
                .containsExactly(
                        "settings/organizationId", "secrets/clientId", "secrets/clientSecret");
        assertThat(accepted(Map.of("type", "form"), null).active()).isTrue();
        assertThat(accepted(Map.of("type", "slack", "active", false), null).active()).isFalse();

        var draft = new Stored(ConnectionType.SLACK, false, Map.of(), Set.of());
        assertThat(accepted(Map.of("type", "slack"), draft).active()).isFalse();
        assertThat(
                        accepted(Map.of("type", "slack", "secrets", Map.of("botToken", "x")), draft)
                                .active())
                .as("complete by now")
                .isTrue();
        assertThat(refused(Map.of("type", "slack", "active", true), draft))
                .containsExactly("/secrets/botToken REQUIRED");
        var inUse =
                new Stored(
                        ConnectionType.SMTP,
                        true,
                        Map.of("host", "smtp.x.test", "from", "leads@x.test"),
                        Set.of());
        assertThat(refused(Map.of("type", "smtp"), inUse))
                .as("nobody switches it off by leaving something out")
                .containsExactly("/settings/host REQUIRED", "/settings/from REQUIRED");
        assertThat(refused(Map.of("type", "fax", "active", false), null))
                .containsExactly("/type OUT_OF_RANGE");
    }

    @ParameterizedTest
    @CsvSource({
        "generic, signingSecret",
        "hubspot, clientSecret",
        "crm, signingSecret",
        "calendly, signingKey",
        "calcom, secret",
        "voice, authToken"
    })
    void aHookIsNotKeptWithoutTheSecretThatVerifiesIt(String type, String secret) {
        assertThat(refused(Map.of("type", type), null))
                .containsExactly("/secrets/%s REQUIRED".formatted(secret));
        assertThat(refused(Map.of("type", type, "active", false), null))
                .containsExactly("/secrets/%s REQUIRED".formatted(secret));
    }

    @Test
    void slackNeedsATokenOrWhatItIsGotBy() {
        assertThat(refused(slack(Map.of("signingSecret", "s")), null))
                .containsExactly("/secrets/botToken REQUIRED");
        assertThat(refused(slack(Map.of("clientId", "1.2")), null))
                .containsExactly("/secrets/botToken REQUIRED");
        assertThat(accepted(slack(Map.of("clientId", "1.2", "clientSecret", "x")), null).secrets())
                .containsOnlyKeys("clientId", "clientSecret");
        var stored = new Stored(ConnectionType.SLACK, true, Map.of(), Set.of("clientId"));
        assertThat(accepted(slack(Map.of("clientSecret", "x")), stored).secrets())
                .containsOnlyKeys("clientSecret");
    }

    private static Map<String, Object> slack(Map<String, String> secrets) {
        return Map.of("type", "slack", "active", true, "secrets", secrets);
    }

    @Test
    void anotherAccountIsToldApart() {
        var stored =
                new Stored(
                        ConnectionType.HUBSPOT,
                        true,
                        Map.of("portalId", "1"),
                        Set.of("clientSecret"));

        assertThat(accepted(HUBSPOT, stored).namesAnotherAccount()).isTrue();
        assertThat(accepted(HUBSPOT, null).namesAnotherAccount()).isFalse();
    }

    @Test
    void onlyAnotherAccountHasOtherRecords() {
        var stored = Map.of("organizationId", "00D1", "instanceUrl", "https://one.example");
        var moved = Map.of("organizationId", "00D1", "instanceUrl", "https://two.example");
        var other = Map.of("organizationId", "00D2", "instanceUrl", "https://one.example");

        assertThat(ConnectionType.SALESFORCE.hasSameRecords(stored, moved)).isTrue();
        assertThat(ConnectionType.SALESFORCE.hasSameRecords(stored, other)).isFalse();
        assertThat(ConnectionType.SALESFORCE.hasSameRecords(stored, Map.of())).isFalse();
        assertThat(
                        ConnectionType.SALESFORCE.hasSameRecords(
                                Map.of("organizationId", "00D5g000000DEMO"),
                                Map.of("organizationId", "00D5g000000DEMOEA4")))
                .isTrue();
        assertThat(ConnectionType.FORM.hasSameRecords(stored, other)).isTrue();
        assertThat(
                        ConnectionType.HUBSPOT.hasSameRecords(
                                Map.of("portalId", new BigDecimal("5.0")), Map.of("portalId", "5")))
                .isTrue();
    }

    @Test
    void whoseRecordsAConnectionTellsOfIsASettingOfTheAccount() {
        for (ConnectionType type : ConnectionType.values()) {
            assertThat(type.recordsOf().isPresent()).isEqualTo(CrmLink.exists(type));
            type.recordsOf()
                    .ifPresent(name ->
                            assertThat(type.settings())
                                    .filteredOn(setting -> setting.name().equals(name))
                                    .singleElement()
                                    .matches(Setting::account));
        }
    }

    @Test
    void nobodySendsTheSigningSecretBefore() {
        for (ConnectionType type : ConnectionType.values()) {
            type.previousSigningSecret()
                    .ifPresent(previous ->
                            assertThat(
                                            refused(
                                                    Map.of(
                                                            "type",
                                                            type.word(),
                                                            "secrets",
                                                            Map.of(previous, "s3cret")),
                                                    null))
                                    .contains("/secrets/" + previous + " UNKNOWN_PROPERTY"));
        }
        assertThat(ConnectionType.HUBSPOT.previousSigningSecret()).contains("previousClientSecret");
        assertThat(ConnectionType.FORM.previousSigningSecret()).isEmpty();
    }

    @Test
    void theTypeStays() {
        var stored = new Stored(ConnectionType.SLACK, true, Map.of(), Set.of());

        assertThat(refused(HUBSPOT, stored)).containsExactly("/type CONFLICT");
    }

    @Test
    void secretsLeftOutStayAlsoWhenTheyComeBackAsTheyWereShown() {
        var stored =
                new Stored(
                        ConnectionType.HUBSPOT,
                        true,
                        Map.of("portalId", new BigDecimal("62515.0")),
                        Set.of("clientSecret"));
        for (Object shown : List.of(Map.of("set", true), "***")) {
            var again =
                    accepted(
                            Map.of(
                                    "type",
                                    "hubspot",
                                    "settings",
                                    Map.of("portalId", new BigDecimal("62515")),
                                    "secrets",
                                    Map.of("clientSecret", shown)),
                            stored);
            assertThat(again.secrets()).isEmpty();
            assertThat(again.namesAnotherAccount()).isFalse();
        }
        assertThat(
                        refused(
                                Map.of(
                                        "type",
                                        "hubspot",
                                        "settings",
                                        Map.of("portalId", "62515"),
                                        "secrets",
                                        Map.of("clientSecret", Map.of("set", "yes"))),
                                stored))
                .containsExactly("/secrets/clientSecret WRONG_TYPE");
    }

    @Test
    void aSecretIsSentAgainWhenTheAccountChanges() {
        var stored =
                new Stored(
                        ConnectionType.HUBSPOT,
                        true,
                        Map.of("portalId", "1"),
                        Set.of("clientSecret", "accessToken"));

        assertThat(refused(HUBSPOT, stored)).containsExactly("/secrets/accessToken REQUIRED");
        assertThat(refused(Map.of("type", "hubspot", "settings", Map.of("portalId", "1")), stored))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_short", "whsec_!!!", "MDEy"})
    void aSigningKeyHasAtLeastSixteenBytes(String secret) {
        assertThat(
                        refused(
                                Map.of(
                                        "type",
                                        "generic",
                                        "secrets",
                                        Map.of("signingSecret", secret)),
                                null))
                .contains("/secrets/signingSecret MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xoxb-1\u200b", "xoxb 1", "\u201cxoxb-1\u201d", "xoxb-\u00fc"})
    void aTokenIsWhatCanBeSentInAHeader(String token) {
        assertThat(
                        refused(
                                Map.of(
                                        "type",
                                        "slack",
                                        "secrets",
                                        Map.of("signingSecret", "\u00fc", "botToken", token)),
                                null))
                .containsExactly("/secrets/botToken MALFORMED");
    }

    @Test
    void secretsAreTextsOfSomeLength() {
        var generic =
                accepted(
                        Map.of("type", "generic", "secrets", Map.of("signingSecret", SIGNING_KEY)),
                        null);
        assertThat(generic.secrets()).containsKey("signingSecret");
        assertThat(
                        refused(
                                Map.of(
                                        "type",
                                        "calcom",
                                        "secrets",
                                        Map.of("secret", "x".repeat(4_097))),
                                null))
                .contains("/secrets/secret OUT_OF_RANGE");
        assertThat(
                        accepted(
                                        Map.of(
                                                "type",
                                                "slack",
                                                "secrets",
                                                Map.of("botToken", "b", "signingSecret", "s")),
                                        null)
                                .secrets())
                .hasSize(2);
    }

    private static Map<String, Object> salesforce(Map<String, Object> secrets) {
        return Map.of(
                "type",
                "salesforce",
                "active",
                true,
                "settings",
                Map.of(
                        "organizationId",
                        "00D5g000000DEMO",
                        "apiVersion",
                        new BigDecimal("62.0"),
                        "poll",
                        true,
                        "username",
                        "robot@acme.test"),
                "secrets",
                secrets);
    }

    @Test
    void salesforceIsLoggedInToByASecretOrAPrivateKey() {
        accepted(salesforce(Map.of("clientId", "c", "clientSecret", "s")), null);
        accepted(salesforce(Map.of("clientId", "c", "privateKey", "k")), null);
        assertThat(refused(salesforce(Map.of("clientId", "c", "refreshToken", "r")), null))
                .containsExactly("/secrets/clientSecret REQUIRED");
        assertThat(refused(salesforce(Map.of("privateKey", "k")), null))
                .containsExactly("/secrets/clientId REQUIRED");
    }

    @Test
    void everyTypeHasItsWordHookAndSecrets() {
        for (ConnectionType type : ConnectionType.values()) {
            assertThat(ConnectionType.of(type.word())).contains(type);
        }
        assertThat(ConnectionType.of("HUBSPOT")).isEmpty();
        assertThat(Arrays.stream(ConnectionType.values()).filter(type -> type.hook().isEmpty()))
                .containsExactly(ConnectionType.SMTP);
        assertThat(ConnectionType.CALENDLY.signingSecret()).contains("signingKey");
        assertThat(ConnectionType.FORM.signingSecret()).isEmpty();
        assertThat(refused(Map.of("type", "salesforce", "active", true), null))
                .contains("/settings/organizationId REQUIRED", "/secrets/clientId REQUIRED");
        assertThat(refused(Map.of("type", "voice", "active", true), null))
                .contains("/settings/accountSid REQUIRED");
        assertThat(KEY).hasToString("main");
        assertThat(KEY.compareTo(new ConnectionKey("other"))).isNegative();
    }
}
