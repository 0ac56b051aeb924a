package io.leaddispatcher.adapter.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Says to a push service who sends: RFC 8292. */
final class Vapid {

    // A day is the most that services accept; nodes' clocks differ a little.
    private static final Duration GOOD_FOR = Duration.ofHours(12);

    private final ECPrivateKey secret;
    private final String publicKey;
    private final String contact;

    /**
     * @param contact of whom the service could ask: a URL
     */
    Vapid(KeyPair keys, String contact) {
        this.secret = (ECPrivateKey) keys.getPrivate();
        this.publicKey = Points.text((ECPublicKey) keys.getPublic());
        this.contact = contact;
    }

    String publicKey() {
        return publicKey;
    }

    /** The value of the header {@code Authorization}, good for the service of this address. */
    String authorization(URI endpoint, Instant now) {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build(),
                        new JWTClaimsSet.Builder()
                                .audience(origin(endpoint))
                                .expirationTime(Date.from(now.plus(GOOD_FOR)))
                                .subject(contact)
                                .build());
        try {
            token.sign(new ECDSASigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 is part of every JDK", e);
        }
        return "vapid t=%s, k=%s".formatted(token.serialize(), publicKey);
    }

    private static String origin(URI endpoint) {
        return endpoint.getScheme()
                + "://"
                + endpoint.getHost()
                + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
