package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.leaddispatcher.adapter.oidc.provider.FakeIssuer;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.util.UriComponentsBuilder;

/** Tokens that somebody made up open nothing, whatever else is right. */
@ExtendWith(InProgram.class)
class SsoLiarIT {

    private final AccessProgram program;
    private final SsoCompany acme;
    private final FakeIssuer issuer = new FakeIssuer();
    private final String nora = SsoCompany.somebody();

    SsoLiarIT(AccessProgram program) {
        this.program = program;
        this.acme = new SsoCompany(program);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    /** The token is made from the nonce that we sent. */
    private Browser logIn(Function<String, String> token) {
        var browser = new Browser(program);
        URI away = acme.leave(browser);
        var sent = UriComponentsBuilder.fromUri(away).build().getQueryParams();
        issuer.tokenIs(token.apply(Objects.requireNonNull(sent.getFirst("nonce"))));
        browser.get(acme.callback() + "?code=c&state=" + sent.getFirst("state"));
        return browser;
    }

    private JWTClaimsSet.Builder claims(String nonce) {
        return issuer.claims(acme.client(), nonce, "sub-" + nora, acme.address(nora));
    }

    @Test
    void aTokenThatIsWrongLetsNobodyInAndMakesNobody() {
        acme.set(acme.form(issuer.issuer()));
        Map<String, Function<String, String>> lies = new LinkedHashMap<>();
        lies.put("nonce", n -> issuer.signed(claims("of another log-in").build()));
        lies.put("audience", n -> issuer.signed(claims(n).audience("another").build()));
        lies.put("issuer", n -> issuer.signed(claims(n).issuer("https://elsewhere.test").build()));
        lies.put(
                "expired",
                n ->
                        issuer.signed(
                                claims(n)
                                        .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                                        .build()));
        lies.put("alg none", n -> FakeIssuer.unsigned(claims(n).build()));
        lies.put("HS256 by the public key", n -> issuer.signedByThePublicKey(claims(n).build()));
        lies.put(
                "HS256 by the client secret",
                n -> issuer.signedBySecret(claims(n).build(), acme.secret()));
        lies.put("another key of the same name", n -> issuer.forged(claims(n).build()));

        lies.forEach((lie, token) -> {
            var browser = logIn(token);
            assertThat(browser.location()).as(lie).isEqualTo("/login?sso-refused");
            assertThat(browser.isIn()).as(lie).isFalse();
            assertThat(
                            acme.told("session.refused")
                                    .required("detail")
                                    .required("reason")
                                    .asString())
                    .as(lie)
                    .startsWith("TOKEN_REFUSED");
        });
        assertThat(acme.has(acme.address(nora))).isFalse();
        assertThat(logIn(n -> issuer.signed(claims(n).build())).isIn())
                .as("and the truth does")
                .isTrue();
    }

    @Test
    void aRefusalOfTheProviderIsARefusal() {
        acme.set(acme.form(issuer.issuer()));
        var browser = new Browser(program);
        var sent = UriComponentsBuilder.fromUri(acme.leave(browser)).build().getQueryParams();
        browser.get(acme.callback() + "?error=access_denied&state=" + sent.getFirst("state"));

        assertThat(browser.location()).isEqualTo("/login?sso-refused");
        assertThat(acme.told("session.refused").required("detail").required("reason").asString())
                .isEqualTo("the provider answered: access_denied");
    }

    @Test
    void aProviderThatIsOffOrReplacedWhileItAnswersLetsNobodyIn() {
        var form = acme.form(issuer.issuer());
        acme.set(form);
        Map<String, String> off = new LinkedHashMap<>(form);
        off.remove("enabled");
        Map<String, String> replaced = new LinkedHashMap<>(form);
        replaced.put("issuer", issuer.issuer() + "/another");
        Map<String, String> otherClient = new LinkedHashMap<>(form);
        otherClient.put("clientId", "another");
        for (var changed : List.of(off, replaced, otherClient)) {
            acme.set(form);
            issuer.beforeToken(() -> acme.set(changed));
            var browser = logIn(n -> issuer.signed(claims(n).build()));

            assertThat(browser.location()).isEqualTo("/login?sso-stale");
            assertThat(browser.isIn()).isFalse();
        }
        assertThat(acme.has(acme.address(nora))).isFalse();
    }

    @Test
    void aProviderThatIsAwayIsSaidToBe() {
        acme.set(acme.form(issuer.issuer()));
        issuer.close();
        var browser = new Browser(program);
        acme.leave(browser);

        assertThat(browser.location()).isEqualTo("/login?sso-away");
    }
}
