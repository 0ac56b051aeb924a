package io.leaddispatcher.application.consent;

import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.Secret;
import java.util.Base64;

/**
 * Shows the other side that who brings a code is who asked for it (RFC 7636). It is made of the
 * session and the state, so that it need not be kept, and whoever sees an address on its way, where
 * state and code are, cannot make it.
 */
record Proof(Secret verifier) {

    static Proof of(Secret session, String state) {
        return new Proof(new Secret(digest("verifier\n" + session.reveal() + "\n" + state)));
    }

    /** By the method S256. */
    String challenge() {
        return digest(verifier.reveal());
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(TokenHash.of(text));
    }
}
