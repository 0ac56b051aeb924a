package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.SessionGrants.Grant;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SalesforceGrantsTest {

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Test
    void aRefreshTokenIsShownAndItsSuccessorKept() {
        salesforce.tokens.rotates = true;
        Grant grant = grant();

        assertThat(grant.session().token().reveal()).isEqualTo("token-1");
        assertThat(grant.session().base()).isEqualTo(salesforce.url());
        assertThat(grant.session().user()).isEqualTo(StandInSalesforce.US);
        assertThat(grant.rotated().get("refreshToken"))
                .extracting(Secret::reveal)
                .isEqualTo("refresh-2");
        assertThat(salesforce.tokens.grants.getFirst())
                .containsEntry("client_id", "c-1")
                .containsEntry("client_secret", "cs-1");
    }

    @Test
    void aRotatedTokenIsUsedTheNextTime() {
        salesforce.tokens.rotates = true;
        for (int i = 0; i < 3; i++) {
            assertThat(
                            new SalesforceProbe(desk.api)
                                    .probe(Desk.TENANT, desk.connection())
                                    .block(Duration.ofSeconds(10)))
                    .matches(finding -> finding != null && finding.ok());
            salesforce.expire();
        }

        assertThat(salesforce.tokens.grants)
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("refresh-1", "refresh-2", "refresh-3");
    }

    @Test
    void anAssertionIsSignedForTheUserOfTheConnection() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        desk.set("username", "robot@acme.test");
        desk.secrets(Map.of("clientId", "c-1", "privateKey", pem(pair)));

        grant();

        Map<String, String> form = salesforce.tokens.grants.getFirst();
        assertThat(form).containsOnlyKeys("grant_type", "assertion");
        String[] parts = Objects.requireNonNull(form.get("assertion")).split("\\.", 3);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        JsonNode claims =
                SalesforceJson.JSON.readOrNothing(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("iss").asString()).isEqualTo("c-1");
        assertThat(claims.path("sub").asString()).isEqualTo("robot@acme.test");
        assertThat(claims.path("aud").asString()).isEqualTo(salesforce.url());
        assertThat(claims.path("exp").asLong() - desk.now.getEpochSecond()).isBetween(1L, 180L);
    }

    @Test
    void theAudienceIsOneThatSalesforceKnows() {
        assertThat(JwtAssertion.audience("https://acme.my.salesforce.com"))
                .isEqualTo("https://login.salesforce.com");
        assertThat(JwtAssertion.audience("https://acme--dev.sandbox.my.salesforce.com"))
                .isEqualTo("https://test.salesforce.com");
        assertThat(JwtAssertion.audience("https://test.salesforce.com"))
                .isEqualTo("https://test.salesforce.com");
    }

    @Test
    void credentialsAloneAreShownAtTheOrganisationsOwnHost() {
        desk.secrets(Map.of("clientId", "c-1", "clientSecret", "cs-1"));
        desk.set("instanceUrl", salesforce.url() + "/some/path");

        grant();

        assertThat(salesforce.tokens.grants.getFirst())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_secret", "cs-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.my.salesforce.com",
                "https://acme--dev.sandbox.my.salesforce.com",
                "https://ACME.my.salesforce.com:443",
                "https://acme.lightning.force.com",
                "https://crm.acme.test"
            })
    void aTokenGoesToSalesforceAndWhereTheConnectionLeads(String instance) {
        desk.set("instanceUrl", "https://crm.acme.test/lightning");
        salesforce.tokens.instanceUrl = instance;

        assertThat(grant().session().base()).isEqualTo(instance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test",
                "https://salesforce.com.evil.test",
                "https://evilsalesforce.com",
                "http://acme.my.salesforce.com",
                "https://acme.my.salesforce.com:8443",
                "http://crm.acme.test",
                "//acme.my.salesforce.com",
                "https://acme.my.salesforce.com@evil.test"
            })
    void aTokenGoesNowhereElse(String instance) {
        desk.set("instanceUrl", "https://crm.acme.test");
        salesforce.tokens.instanceUrl = instance;

        assertThatThrownBy(this::grant).isInstanceOf(SessionRefusedException.class);
    }

    @Test
    void aPlaceThatGetsNoTokenIsNamed() {
        salesforce.tokens.instanceUrl = "https://evil.test:8443/";

        assertThatThrownBy(this::grant)
                .hasMessageContaining("https://evil.test:8443")
                .hasMessageContaining("instanceUrl")
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("SALESFORCE_INSTANCE_URL"));
    }

    @Test
    void whatIsMissingOrWrongIsSaidWithoutSayingIt() {
        desk.secrets(Map.of("clientId", "c-1", "privateKey", "hunter2"));
        assertThatThrownBy(this::grant).hasMessageContaining("username");
        desk.set("username", "robot@acme.test");
        assertThatThrownBy(this::grant)
                .isInstanceOf(SessionRefusedException.class)
                .hasMessageContaining("PKCS#8")
                .hasMessageNotContaining("hunter2");
        desk.secrets(Map.of("clientId", "c-1"));
        assertThatThrownBy(this::grant).hasMessageContaining("clientSecret");
    }

    @Test
    void aRefusalIsToldFromATroubleThatPasses() {
        salesforce.tokens.grantError = "inactive_org";
        assertThatThrownBy(this::grant)
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("SALESFORCE_INACTIVE_ORG"));
        salesforce.tokens.grantError = "blocked_on_the_way";
        assertThatThrownBy(this::grant).isInstanceOf(TranslationFailedException.class);
        salesforce.tokens.grantError = "temporarily_unavailable";
        salesforce.retryAfter = "42";
        assertThatThrownBy(this::grant)
                .isInstanceOfSatisfying(
                        TranslationFailedException.class,
                        failure ->
                                assertThat(failure.retryAfter()).contains(Duration.ofSeconds(42)));
        salesforce.close();
        assertThatThrownBy(this::grant)
                .isInstanceOfSatisfying(
                        TranslationFailedException.class,
                        failure ->
                                assertThat(failure.code())
                                        .isEqualTo(SalesforceFailures.UNREACHABLE));
    }

    private Grant grant() {
        return Objects.requireNonNull(
                desk.grants.grant(desk.connection()).block(Duration.ofSeconds(10)));
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
