package io.leaddispatcher.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.leaddispatcher.adapter.oidc.provider.FakeIssuer;
import io.leaddispatcher.adapter.oidc.provider.FakeIssuer.Canned;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.application.sso.port.IdentityProvider.Answer;
import io.leaddispatcher.application.sso.port.IdentityProvider.Beginning;
import io.leaddispatcher.application.sso.port.IdentityProvider.Client;
import io.leaddispatcher.application.sso.port.IdentityProvider.Identity;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

class OidcProviderTest {

    private static final TenantId ACME = new TenantId(new UUID(1, 1));
    private static final String CLIENT = "lead-dispatcher";
    private static final String SECRET = "a secret of more than 32 bytes, so that HS256 takes it";
    private static final String NONCE = "n".repeat(43);
    private static final String EMAIL = "nora@acme.test";
    private static final Beginning BEGINNING =
            new Beginning(
                    URI.create("https://leads.test/login/sso/acme/callback"),
                    "s".repeat(43),
                    NONCE,
                    "v".repeat(43));

    private final FakeIssuer issuer = new FakeIssuer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final OidcProvider provider = provider();

    private OidcProvider provider() {
        var peer = new Peer(WebClient.builder());
        InstantSource clock = now::get;
        return new OidcProvider(new Publications(peer, clock), new TokenEndpoint(peer));
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Client client() {
        return new Client(ACME, issuer.issuer(), CLIENT);
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(CLIENT, NONCE, "sub-1", EMAIL);
    }

    private Identity finish(String token) {
        issuer.tokenIs(token);
        return Objects.requireNonNull(
                provider.finish(client(), new Secret(SECRET), BEGINNING, new Answer("code", null))
                        .block());
    }

    private void assertRefused(String token) {
        assertRefused(Reason.TOKEN_REFUSED, () -> finish(token));
    }

    private static void assertRefused(Reason reason, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    @Test
    void theBrowserIsSentWithAChallengeANonceAndAState() {
        URI to = Objects.requireNonNull(provider.begin(client(), BEGINNING).block());

        assertThat(to.toString()).startsWith(issuer.issuer() + "/authorize?");
        Map<String, List<String>> sent = UriComponentsBuilder.fromUri(to).build().getQueryParams();
        assertThat(sent)
                .containsEntry("response_type", List.of("code"))
                .containsEntry("client_id", List.of(CLIENT))
                .containsEntry("nonce", List.of(NONCE))
                .containsEntry("state", List.of(BEGINNING.state()))
                .containsEntry("code_challenge_method", List.of("S256"))
                .containsKey("code_challenge");
        assertThat(to.toString()).doesNotContain(BEGINNING.verifier()).contains("openid");
    }

    @Test
    void aProviderThatFailedIsLeftAloneForAWhile() {
        String place = "/.well-known/openid-configuration";
        issuer.put(place, new Canned(500, "text/plain", "away"));
        for (int i = 0; i < 3; i++) {
            assertRefused(Reason.NO_DISCOVERY, () -> provider.begin(client(), BEGINNING).block());
        }
        assertThat(issuer.asked(place)).isEqualTo(1);

        issuer.describe(text -> text);
        now.updateAndGet(at -> at.plus(Duration.ofSeconds(10)));
        assertThat(provider.begin(client(), BEGINNING).block()).isNotNull();
    }

    @Test
    void whatIsNoDiscoveryDocumentIsNotRepeated() {
        issuer.put(
                "/.well-known/openid-configuration",
                new Canned(200, "application/json", "{\"issuer\":\"a\\nforged\",\"x\":forged}"));

        assertThatThrownBy(() -> provider.begin(client(), BEGINNING).block())
                .isInstanceOf(ProviderException.class)
                .hasMessageEndingWith("answers with what is no discovery document")
                .hasMessageNotContaining("forged");
    }

    @Test
    void aTokenAsItShouldBeTellsWhoSomebodyIs() {
        Identity found = finish(issuer.signed(claims().claim("groups", List.of("sales")).build()));

        assertThat(found.subject()).isEqualTo("sub-1");
        assertThat(found.email()).isEqualTo(EMAIL);
        assertThat(found.emailVerified()).isTrue();
        assertThat(found.name()).isEqualTo("Nora New");
        assertThat(found.claims().get("groups")).isEqualTo(List.of("sales"));
    }

    @Test
    void anAddressIsVerifiedOnlyWhenTheProviderSaysSo() {
        assertThat(
                        finish(issuer.signed(claims().claim("email_verified", "true").build()))
                                .emailVerified())
                .isTrue();
        assertThat(
                        finish(issuer.signed(claims().claim("email_verified", false).build()))
                                .emailVerified())
                .isFalse();
        assertThat(
                        finish(issuer.signed(claims().claim("email_verified", null).build()))
                                .emailVerified())
                .isFalse();
        // A claim of Entra ID's, which counts from there only.
        assertThat(
                        finish(
                                        issuer.signed(
                                                claims().claim("email_verified", null)
                                                        .claim("xms_edov", true)
                                                        .build()))
                                .emailVerified())
                .isFalse();
    }

    @Test
    void aTokenThatIsWrongInOneThingIsNotBelieved() {
        assertRefused(issuer.signed(claims().claim("nonce", "of another log-in").build()));
        assertRefused(issuer.signed(claims().claim("nonce", null).build()));
        assertRefused(issuer.signed(claims().audience("another program").build()));
        assertRefused(issuer.signed(claims().audience(List.of(CLIENT, "another program")).build()));
        assertRefused(issuer.signed(claims().issuer("https://elsewhere.test").build()));
        assertRefused(
                issuer.signed(
                        claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))
                                .build()));
        assertRefused(issuer.signed(claims().expirationTime(null).build()));
        assertRefused(
                issuer.signed(
                        claims().issueTime(Date.from(Instant.now().plusSeconds(600))).build()));
        assertRefused(issuer.signed(claims().subject(null).build()));
        assertRefused(issuer.signed(claims().subject("new\nline").build()));
    }

    @Test
    void aTokenThatTheProviderDidNotSignIsNotBelieved() {
        assertRefused(issuer.forged(claims().build()));
        assertRefused(FakeIssuer.unsigned(claims().build()));
        assertRefused(issuer.signedByThePublicKey(claims().build()));
        assertRefused(issuer.signedBySecret(claims().build(), SECRET));
    }

    @Test
    void aKeyThatIsNewIsReadOnceAndNotAgainAndAgain() {
        finish(issuer.signed(claims().build()));
        issuer.rotate();
        String token = issuer.signed(claims().build());

        assertRefused(token);
        assertThat(issuer.asked("/keys")).as("within the pause").isEqualTo(1);

        now.updateAndGet(at -> at.plus(Duration.ofSeconds(10)));
        assertThat(finish(token).subject()).isEqualTo("sub-1");
        assertThat(finish(token).subject()).isEqualTo("sub-1");
        assertThat(issuer.asked("/keys")).as("after it").isEqualTo(2);
    }

    @Test
    void keysAreForgottenInTheEnd() {
        String token = issuer.signed(claims().build());
        finish(token);
        finish(token);
        assertThat(issuer.asked("/keys")).isEqualTo(1);

        now.updateAndGet(at -> at.plus(Duration.ofMinutes(10)));
        finish(token);
        assertThat(issuer.asked("/keys")).isEqualTo(2);
    }

    @Test
    void aCodeThatTheProviderRefusesLetsNobodyIn() {
        issuer.put("/token", new Canned(400, "application/json", "{\"error\":\"invalid_grant\"}"));
        assertRefused(Reason.CODE_REFUSED, this::redeem);
        issuer.put("/token", new Canned(500, "application/json", "{}"));
        assertThatThrownBy(this::redeem).hasMessage("the provider answers: status 500");
        issuer.put(
                "/token",
                new Canned(
                        200,
                        "application/json",
                        "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}"));
        assertRefused(Reason.TOKEN_REFUSED, this::redeem);
        issuer.put("/token", new Canned(200, "text/html", "<html>"));
        assertRefused(Reason.TOKEN_REFUSED, this::redeem);
    }

    private void redeem() {
        provider.finish(client(), new Secret(SECRET), BEGINNING, new Answer("code", null)).block();
    }

    @Test
    void anAnswerInTheNameOfAnotherProviderIsRefused() {
        assertRefused(
                Reason.WRONG_ISSUER_IN_ANSWER,
                () ->
                        provider.finish(
                                        client(),
                                        new Secret(SECRET),
                                        BEGINNING,
                                        new Answer("code", "https://elsewhere.test"))
                                .block());
        assertThat(issuer.asked("/token")).as("the code goes nowhere").isZero();
    }

    @Test
    void anAnswerWithoutANameIsRefusedWhereTheProviderAlwaysTellsIt() {
        issuer.describe(text ->
                text.replace(
                        "\"jwks_uri\"",
                        "\"authorization_response_iss_parameter_supported\":true,\"jwks_uri\""));
        assertRefused(Reason.WRONG_ISSUER_IN_ANSWER, this::redeem);
    }

    @Test
    void aTestSaysWhatIsWrong() {
        assertThat(provider.check(ACME, issuer.issuer()).blockOptional()).isEmpty();

        assertWrong(
                Reason.OTHER_ISSUER,
                text -> text.replace("\"issuer\":\"http", "\"issuer\":\"https"));
        assertWrong(Reason.NO_DISCOVERY, text -> text.replaceAll("\"jwks_uri\":\"[^\"]*\",", ""));
        assertWrong(
                Reason.UNSAFE_ENDPOINT,
                text -> text.replaceAll("\"token_endpoint\":\"[^\"]*\",", ""));
        assertWrong(
                Reason.UNSAFE_ENDPOINT,
                text ->
                        text.replaceAll(
                                "\"authorization_endpoint\":\"[^\"]*\"",
                                "\"authorization_endpoint\":\"ftp://elsewhere.test/\""));
        assertWrong(Reason.NO_CODE_FLOW, text -> text.replace("[\"code\"]", "[\"id_token\"]"));
        assertWrong(Reason.NO_PKCE, text -> text.replace("S256", "plain"));
        assertWrong(Reason.NO_SAFE_SIGNATURE, text -> text.replace("RS256", "HS256"));
        assertWrong(Reason.NO_DISCOVERY, _ -> "<html>a page</html>");
        assertWrong(Reason.NO_DISCOVERY, text -> text + " ".repeat(600_000));
        issuer.put(
                "/.well-known/openid-configuration",
                new Canned(302, "text/plain", "https://elsewhere.test/"));
        assertRefused(Reason.NO_DISCOVERY, this::check);
        issuer.describe(text -> text);
        issuer.put("/keys", new Canned(200, "application/json", "{\"keys\":[]}"));
        assertRefused(Reason.NO_KEYS, this::check);
        issuer.close();
        assertRefused(Reason.UNREACHABLE, this::check);
    }

    @Test
    void aProviderThatIsEncryptedHasNothingThatIsNot() throws ParseException {
        var document =
                OIDCProviderMetadata.parse(
                        """
                        {"issuer":"https://id.test","authorization_endpoint":"https://id.test/authorize",
                         "token_endpoint":"http://id.test/token","jwks_uri":"https://id.test/keys",
                         "response_types_supported":["code"],"subject_types_supported":["public"],
                         "id_token_signing_alg_values_supported":["RS256"]}
                        """);

        assertRefused(
                Reason.UNSAFE_ENDPOINT,
                () -> Soundness.check(document, URI.create("https://id.test")));
    }

    @Test
    void whereNobodyMayCallThereIsNoAnswer() {
        var guarded =
                WebClient.builder()
                        .filter((_, _) -> Mono.error(new RefusedAddressException("not there")));
        var publications = new Publications(new Peer(guarded), now::get);

        assertRefused(
                Reason.UNREACHABLE,
                () -> publications.document(ACME, URI.create("https://10.0.0.1")).block());
    }

    private void assertWrong(Reason reason, UnaryOperator<String> change) {
        issuer.describe(change);
        assertRefused(reason, this::check);
    }

    private void check() {
        provider.check(ACME, issuer.issuer()).block();
    }
}
