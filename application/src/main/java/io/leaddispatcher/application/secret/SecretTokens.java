package io.leaddispatcher.application.secret;

/** Unguessable texts from a cryptographic source: hook ids, API tokens, session ids. */
public interface SecretTokens {

    /** 256 random bits in the URL-safe base64 alphabet, 43 characters. */
    String next();
}
