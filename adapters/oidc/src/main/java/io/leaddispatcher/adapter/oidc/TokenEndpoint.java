package io.leaddispatcher.adapter.oidc;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.sso.port.IdentityProvider.Beginning;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import java.util.List;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Redeems codes. The access token that comes along is not used and not kept. */
final class TokenEndpoint {

    private final Peer peer;

    TokenEndpoint(Peer peer) {
        this.peer = peer;
    }

    /** The ID token, not checked yet. */
    Mono<SignedJWT> redeem(
            OIDCProviderMetadata document,
            String clientId,
            Secret secret,
            Beginning beginning,
            String code) {
        return Mono.defer(() -> {
            HTTPRequest request =
                    new TokenRequest.Builder(
                                    document.getTokenEndpointURI(),
                                    credentials(document, clientId, secret),
                                    new AuthorizationCodeGrant(
                                            new AuthorizationCode(code),
                                            beginning.redirect(),
                                            new CodeVerifier(beginning.verifier())))
                            .build()
                            .toHTTPRequest();
            var headers = new HttpHeaders();
            List<String> own = request.getHeaderValues(HttpHeaders.AUTHORIZATION);
            if (own != null) {
                headers.addAll(HttpHeaders.AUTHORIZATION, own);
            }
            return peer.post(document.getTokenEndpointURI(), headers, request.getBody())
                    .map(TokenEndpoint::idToken);
        });
    }

    /** In the header, as the standard prefers, unless the provider takes it in the form only. */
    private static ClientAuthentication credentials(
            OIDCProviderMetadata document, String clientId, Secret secret) {
        var id = new ClientID(clientId);
        var own = new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
        List<ClientAuthenticationMethod> methods = document.getTokenEndpointAuthMethods();
        return methods != null
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? new ClientSecretPost(id, own)
                : new ClientSecretBasic(id, own);
    }

    private static SignedJWT idToken(Peer.Reply reply) {
        try {
            var response = new HTTPResponse(reply.status());
            if (reply.contentType() != null) {
                response.setContentType(reply.contentType());
            }
            response.setBody(reply.body());
            TokenResponse parsed = OIDCTokenResponseParser.parse(response);
            if (!parsed.indicatesSuccess()) {
                throw new ProviderException(Reason.CODE_REFUSED, refusal(parsed, reply));
            }
            if (((OIDCTokenResponse) parsed.toSuccessResponse()).getOIDCTokens().getIDToken()
                    instanceof SignedJWT token) {
                return token;
            }
            throw new ProviderException(Reason.TOKEN_REFUSED, "the ID token is not signed");
        } catch (ParseException e) {
            throw new ProviderException(
                    Reason.TOKEN_REFUSED, "the answer to the code cannot be read", e);
        }
    }

    /** A provider that is down says nothing of its own. */
    private static String refusal(TokenResponse parsed, Peer.Reply reply) {
        String code = parsed.toErrorResponse().getErrorObject().getCode();
        return "the provider answers: " + (code == null ? "status " + reply.status() : code);
    }
}
