package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.connection.port.SessionRefusedException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** What we sign to be let in as a user whose profile has approved the client app. */
final class JwtAssertion {

    /** Salesforce takes three minutes at most; clocks may differ. */
    private static final Duration VALID = Duration.ofMinutes(2);

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private JwtAssertion() {}

    /**
     * @param privateKey RSA, PKCS#8 in PEM
     * @param client the client app's consumer key
     */
    static String signed(
            String privateKey, String client, String user, String audience, Instant now) {
        String content =
                part(Map.of("alg", "RS256"))
                        + "."
                        + part(
                                Map.of(
                                        "iss", client,
                                        "sub", user,
                                        "aud", audience,
                                        "exp", now.plus(VALID).getEpochSecond()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key(privateKey));
            signature.update(content.getBytes(UTF_8));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            var refused = unreadable();
            refused.initCause(e);
            throw refused;
        }
    }

    /** An organisation's own host is none that Salesforce takes as audience. */
    static String audience(String login) {
        String host = String.valueOf(URI.create(login).getHost()).toLowerCase(Locale.ROOT);
        if (host.endsWith(".sandbox.my.salesforce.com")) {
            return "https://test.salesforce.com";
        }
        return host.endsWith(".my.salesforce.com") ? "https://login.salesforce.com" : login;
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw unreadable();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException _) {
            throw unreadable();
        }
    }

    private static SessionRefusedException unreadable() {
        return new SessionRefusedException(
                "SALESFORCE_PRIVATE_KEY",
                "the private key is no RSA key in PKCS#8 (it begins with '%s')".formatted(BEGIN));
    }

    private static String part(Map<String, ?> content) {
        return encode(SalesforceJson.JSON.write(content));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
