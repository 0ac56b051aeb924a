package io.leaddispatcher.infra.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.leaddispatcher.application.secret.InstallationCipher;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class TinkInstallationCipherTest {

    private static final String PLACE = "person/1/secondFactor";

    private final InstallationCipher cipher = cipherWith('a');
    private final byte[] secret = cipher.encrypt("JBSWY3DP".getBytes(UTF_8), PLACE);

    private static InstallationCipher cipherWith(char key) {
        try {
            return new TinkInstallationCipher(Installations.keyOf(key));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasEncryptedIsReadAgainAfterARestart() {
        assertThat(new String(secret, UTF_8)).doesNotContain("JBSWY3DP");
        assertThat(cipherWith('a').decrypt(secret, PLACE)).asString(UTF_8).isEqualTo("JBSWY3DP");
    }

    @Test
    void theSameTextNeverLooksTheSame() {
        assertThat(cipher.encrypt("JBSWY3DP".getBytes(UTF_8), PLACE)).isNotEqualTo(secret);
    }

    @Test
    void aSecretThatWasMovedToAnotherPlaceIsUseless() {
        for (String other : new String[] {"person/2/secondFactor", "person/1/other", ""}) {
            assertThatThrownBy(() -> cipher.decrypt(secret, other))
                    .as(other)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(other);
        }
    }

    /** Keysets are encrypted by the same key, and their places begin with a tenant. */
    @Test
    void aSecretOfTheInstallationIsNoneOfATenant() throws GeneralSecurityException {
        byte[] ofATenant = new AesGcmJce(key()).encrypt(new byte[] {1}, PLACE.getBytes(UTF_8));

        assertThatThrownBy(() -> cipher.decrypt(ofATenant, PLACE))
                .isInstanceOf(IllegalStateException.class);
    }

    private static byte[] key() {
        return Installations.keyOf('a').bytes();
    }

    @Test
    void aSecretThatWasChangedIsRefused() {
        assertThat(Tampering.with(secret))
                .allSatisfy(changed ->
                        assertThatThrownBy(() -> cipher.decrypt(changed, PLACE))
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void aWrongKeyOfTheInstallationFailsAndSaysWhatMayBeWrong() {
        assertThatThrownBy(() -> cipherWith('b').decrypt(secret, PLACE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dispatcher.encryption-key")
                .hasMessageNotContaining("JBSWY3DP");
    }
}
