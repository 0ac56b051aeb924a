package io.leaddispatcher.adapter.meetings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.http.Hmac;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Digests: of what identifies an event, and of what was signed. */
final class Keys {

    private Keys() {}

    /** Of one length, whatever a provider calls its things. */
    static String of(String identifying) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(identifying.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether the lower-case hexadecimal text is the HMAC of the parts. In constant time. */
    static boolean isHmac(String hex, String secret, byte[]... parts) {
        String expected = HexFormat.of().formatHex(Hmac.sha256(secret.getBytes(UTF_8), parts));
        return MessageDigest.isEqual(expected.getBytes(UTF_8), hex.getBytes(UTF_8));
    }
}
