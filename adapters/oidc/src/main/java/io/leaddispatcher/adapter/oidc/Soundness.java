package io.leaddispatcher.adapter.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a discovery document is one by which people can log in safely. */
final class Soundness {

    /** Signatures that only the holder of a private key can make. */
    static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private Soundness() {}

    /** Throws {@link ProviderException} with what is wrong. */
    static void check(OIDCProviderMetadata document, URI issuer) {
        String name = document.getIssuer().getValue();
        if (!name.equals(issuer.toString())) {
            throw new ProviderException(
                    Reason.OTHER_ISSUER, "the provider calls itself %s".formatted(name));
        }
        requireSafe("authorization_endpoint", document.getAuthorizationEndpointURI(), issuer);
        requireSafe("token_endpoint", document.getTokenEndpointURI(), issuer);
        requireSafe("jwks_uri", document.getJWKSetURI(), issuer);
        List<ResponseType> types = document.getResponseTypes();
        if (types == null || !types.contains(ResponseType.CODE)) {
            throw new ProviderException(
                    Reason.NO_CODE_FLOW, "response_types_supported has no 'code'");
        }
        // Some providers do it and do not say so; who says what it does, must say S256.
        List<CodeChallengeMethod> methods = document.getCodeChallengeMethods();
        if (methods != null && !methods.contains(CodeChallengeMethod.S256)) {
            throw new ProviderException(
                    Reason.NO_PKCE, "code_challenge_methods_supported has no 'S256'");
        }
        List<JWSAlgorithm> signatures = document.getIDTokenJWSAlgs();
        if (signatures == null || signatures.stream().noneMatch(SIGNATURES::contains)) {
            throw new ProviderException(
                    Reason.NO_SAFE_SIGNATURE,
                    "id_token_signing_alg_values_supported has none of RS256, PS256, ES256 and"
                            + " their like");
        }
    }

    /** Encrypted whenever the provider itself is. */
    private static void requireSafe(String name, @Nullable URI endpoint, URI issuer) {
        boolean safe =
                endpoint != null
                        && endpoint.getHost() != null
                        && endpoint.getRawUserInfo() == null
                        && endpoint.getRawFragment() == null
                        && endpoint.getScheme() != null
                        && ("https".equals(scheme(endpoint))
                                || ("http".equals(scheme(endpoint))
                                        && "http".equals(scheme(issuer))));
        if (!safe) {
            throw new ProviderException(
                    Reason.UNSAFE_ENDPOINT, "%s is missing or no safe address".formatted(name));
        }
    }

    private static String scheme(URI address) {
        return address.getScheme().toLowerCase(Locale.ROOT);
    }
}
