package io.leaddispatcher.infra.secret;

import io.leaddispatcher.infra.failure.CannotStartException;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The key of the installation: 32 bytes from {@code dispatcher.encryption-key}, or made once into
 * the data folder when the database is the embedded one. Other secrets of the installation are
 * derived from it, so that all nodes agree on them.
 */
@Component
public final class InstallationKey {

    static final int BYTES = 32;

    private final byte[] key;

    InstallationKey(DispatcherSettings settings) {
        String given = settings.encryptionKey();
        if (given != null) {
            key = decode(given);
        } else if (settings.database().url() == null) {
            key =
                    decode(
                            KeyFile.readOrCreate(
                                    settings.dataDir().resolve("keys").resolve("encryption-key")));
        } else {
            throw new CannotStartException(
                    "dispatcher.encryption-key is required with an external database: 32 random bytes in base64,"
                            + " the same on every node (openssl rand -base64 32)");
        }
    }

    byte[] bytes() {
        return key.clone();
    }

    /**
     * A text of 43 characters that only holders of the key can know; the same for the same purpose.
     */
    public String derive(String purpose) {
        return derive(key, purpose);
    }

    /**
     * Likewise from the key of this data folder, which stays the same when the installation's key
     * changes.
     */
    public static String deriveFromFolder(Path dataDir, String purpose) {
        return derive(
                decode(KeyFile.readOrCreate(dataDir.resolve("keys").resolve("folder-key"))),
                purpose);
    }

    private static String derive(byte[] key, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    private static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("dispatcher.encryption-key must be base64", e);
        }
        if (bytes.length != BYTES) {
            throw new CannotStartException(
                    "dispatcher.encryption-key must be %d bytes in base64, not %d"
                            .formatted(BYTES, bytes.length));
        }
        return bytes;
    }
}
