package io.leaddispatcher.adapter.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.leaddispatcher.application.sso.port.IdentityProvider.Identity;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Believes an ID token, or does not. */
final class IdTokens {

    /** What the standard allows. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private static final String ENTRA = "login.microsoftonline.com";
    private static final Set<Object> YES = Set.of(true, "true", "1", 1L, 1);

    private IdTokens() {}

    /**
     * Checks signature, issuer, audience, times and nonce. Throws {@link ProviderException} when
     * one is wrong.
     */
    static Identity identity(
            SignedJWT token, Issuer issuer, ClientID audience, Nonce nonce, JWKSet keys) {
        // Never a shared secret, and never whatever the token itself likes.
        var selector =
                new JWSVerificationKeySelector<SecurityContext>(
                        Soundness.SIGNATURES, new ImmutableJWKSet<>(keys));
        try {
            new IDTokenValidator(issuer, audience, selector, null).validate(token, nonce);
            requireOurs(token.getJWTClaimsSet());
            return identity(token.getJWTClaimsSet().getClaims(), issuer);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new ProviderException(
                    Reason.TOKEN_REFUSED,
                    "the ID token is not to be believed: " + e.getMessage(),
                    e);
        }
    }

    /**
     * A token for several programs says for which of them it was made; that it is us, is checked.
     */
    private static void requireOurs(JWTClaimsSet claims) {
        if (claims.getAudience().size() > 1 && claims.getClaim("azp") == null) {
            throw new ProviderException(
                    Reason.TOKEN_REFUSED, "the ID token is for several programs");
        }
    }

    private static Identity identity(Map<String, ?> claims, Issuer issuer) {
        String subject = text(claims.get("sub"));
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw new ProviderException(
                    Reason.TOKEN_REFUSED, "the ID token has no subject as it should be");
        }
        return new Identity(
                subject,
                text(claims.get("email")),
                isYes(claims.get("email_verified"))
                        || (isEntra(issuer) && isYes(claims.get("xms_edov"))),
                text(claims.get("name")),
                claims);
    }

    /** Entra ID has a claim of its own for it. */
    private static boolean isEntra(Issuer issuer) {
        return ENTRA.equals(URI.create(issuer.getValue()).getHost());
    }

    private static boolean isYes(@Nullable Object value) {
        return value != null && YES.contains(value);
    }

    private static @Nullable String text(@Nullable Object value) {
        // PostgreSQL keeps no such character in a text.
        return value instanceof String text && !text.isBlank() ? text.replace('\0', ' ') : null;
    }
}
