package io.leaddispatcher.http;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proof that somebody knows a key (RFC 2104). */
public final class Hmac {

    private static final String SHA256 = "HmacSHA256";

    private Hmac() {}

    /** With SHA-256, of the parts one after the other. */
    public static byte[] sha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(SHA256);
            mac.init(new SecretKeySpec(key, SHA256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SHA256, e);
        }
    }
}
