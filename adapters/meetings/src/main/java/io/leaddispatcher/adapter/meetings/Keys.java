package io.leaddispatcher.adapter.meetings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests: of what identifies an event, and of what was signed. */
final class Keys {

    private static final String HMAC = "HmacSHA256";

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
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            String expected = HexFormat.of().formatHex(mac.doFinal());
            return MessageDigest.isEqual(expected.getBytes(UTF_8), hex.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
