package io.leaddispatcher.infra.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.leaddispatcher.application.secret.InstallationCipher;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** AES-256-GCM by Tink under the installation's key, which also encrypts the tenants' keysets. */
@Component
final class TinkInstallationCipher implements InstallationCipher {

    private final Aead installation;

    TinkInstallationCipher(InstallationKey key) throws GeneralSecurityException {
        this.installation = new AesGcmJce(key.bytes());
    }

    @Override
    public byte[] encrypt(byte[] plain, String place) {
        try {
            return installation.encrypt(plain, associated(place));
        } catch (GeneralSecurityException e) {
            throw unusable(place, e);
        }
    }

    @Override
    public byte[] decrypt(byte[] cipher, String place) {
        try {
            return installation.decrypt(cipher, associated(place));
        } catch (GeneralSecurityException e) {
            throw unusable(place, e);
        }
    }

    private static byte[] associated(String place) {
        return ("installation/" + place).getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException unusable(String place, GeneralSecurityException cause) {
        return new IllegalStateException(
                "%s cannot be read or written: is dispatcher.encryption-key the one it was made with?"
                        .formatted(place),
                cause);
    }
}
