package io.leaddispatcher.domain.secondfactor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an authenticator app and we share. Its codes are those of RFC 6238 with what every app
 * understands: HMAC-SHA-1, six digits, steps of 30 seconds.
 */
public final class TotpSecret {

    /** As long as the hash, which is what RFC 4226 recommends. */
    public static final int BYTES = 20;

    private static final String ALGORITHM = "HmacSHA1";
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final int STEP_SECONDS = 30;

    /** Clocks differ and fingers are slow: the step before and the one after count as well. */
    private static final int TOLERANCE = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] bytes;

    public TotpSecret(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a secret has %d bytes, not %d".formatted(BYTES, bytes.length));
        }
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The code that the app shows at that moment. */
    public String codeAt(Instant at) {
        return code(step(at));
    }

    /**
     * The step that a code belongs to; empty when it belongs to none that counts now. Every step is
     * compared whatever the others gave, in the same time.
     *
     * @param lastUsed the step of the last code that was good: it and those before it are spent
     */
    public OptionalLong stepOf(String typed, Instant now, long lastUsed) {
        byte[] given = spaceless(typed).getBytes(StandardCharsets.UTF_8);
        long found = -1;
        for (long step = step(now) - TOLERANCE; step <= step(now) + TOLERANCE; step++) {
            boolean same =
                    MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), given);
            found = same && step > lastUsed ? step : found;
        }
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** As people type it into an app that has no camera: base 32, without padding. */
    public String spelled() {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : bytes) {
            held = (held << 8) | (each & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >> bits) & 31));
            }
        }
        return text.toString();
    }

    /** What the app reads from the picture. */
    public String link(String issuer, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        encoded(issuer),
                        encoded(account),
                        spelled(),
                        encoded(issuer),
                        DIGITS,
                        STEP_SECONDS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String spaceless(String typed) {
        return typed.replaceAll("\\s", "");
    }

    private static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) STEP_SECONDS);
    }

    /** RFC 4226, section 5.3. */
    private String code(long step) {
        byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%06d", truncated % MODULUS);
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-1 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret[***]";
    }
}
