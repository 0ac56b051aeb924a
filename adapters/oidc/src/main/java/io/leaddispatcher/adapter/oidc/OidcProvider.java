package io.leaddispatcher.adapter.oidc;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.sso.port.IdentityProvider;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import reactor.core.publisher.Mono;

/** The code flow with PKCE. */
final class OidcProvider implements IdentityProvider {

    private final Publications publications;
    private final TokenEndpoint tokens;

    OidcProvider(Publications publications, TokenEndpoint tokens) {
        this.publications = publications;
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> check(TenantId tenant, URI issuer) {
        return publications
                .documentAnew(tenant, issuer)
                .flatMap(document -> publications.keysAnew(tenant, document))
                .then();
    }

    @Override
    public Mono<URI> begin(Client client, Beginning beginning) {
        return publications
                .document(client.tenant(), client.issuer())
                .map(document ->
                        new AuthenticationRequest.Builder(
                                        ResponseType.CODE,
                                        new Scope(
                                                OIDCScopeValue.OPENID,
                                                OIDCScopeValue.EMAIL,
                                                OIDCScopeValue.PROFILE),
                                        new ClientID(client.clientId()),
                                        beginning.redirect())
                                .endpointURI(document.getAuthorizationEndpointURI())
                                .state(new State(beginning.state()))
                                .nonce(new Nonce(beginning.nonce()))
                                .codeChallenge(
                                        new CodeVerifier(beginning.verifier()),
                                        CodeChallengeMethod.S256)
                                .build()
                                .toURI());
    }

    @Override
    public Mono<Identity> finish(Client client, Secret secret, Beginning beginning, Answer answer) {
        return publications
                .document(client.tenant(), client.issuer())
                .doOnNext(document -> requireIssuer(document, answer))
                .flatMap(document ->
                        tokens.redeem(document, client.clientId(), secret, beginning, answer.code())
                                .flatMap(token -> identity(client, document, token, beginning)));
    }

    /** Against a provider that passes on the answer of another (RFC 9207). */
    private static void requireIssuer(OIDCProviderMetadata document, Answer answer) {
        boolean right =
                answer.issuer() == null
                        ? !document.supportsAuthorizationResponseIssuerParam()
                        : answer.issuer().equals(document.getIssuer().getValue());
        if (!right) {
            throw new ProviderException(
                    Reason.WRONG_ISSUER_IN_ANSWER, "the answer is not the provider's own");
        }
    }

    private Mono<Identity> identity(
            Client client, OIDCProviderMetadata document, SignedJWT token, Beginning beginning) {
        return publications
                .keys(client.tenant(), document, token.getHeader().getKeyID())
                .map(keys ->
                        IdTokens.identity(
                                token,
                                document.getIssuer(),
                                new ClientID(client.clientId()),
                                new Nonce(beginning.nonce()),
                                keys));
    }
}
