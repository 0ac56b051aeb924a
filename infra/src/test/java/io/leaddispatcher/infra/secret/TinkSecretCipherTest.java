package io.leaddispatcher.infra.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.domain.tenant.TenantId;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TinkSecretCipherTest {

    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(0, 2));
    private static final String PLACE = "connection/1/accessToken";
    private static final InstallationKey KEY = Installations.keyOf('a');
    private static final InstallationKey WRONG_KEY = Installations.keyOf('b');

    private final InMemoryTenantKeysets keysets = new InMemoryTenantKeysets();
    private final SecretCipher cipher = cipherWith(KEY);

    private SecretCipher cipherWith(InstallationKey key) {
        try {
            return new TinkSecretCipher(keysets, key);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] encrypted(TenantId tenant, String text) {
        return Objects.requireNonNull(cipher.encrypt(tenant, text.getBytes(UTF_8), PLACE).block());
    }

    private String decrypted(TenantId tenant, byte[] secret, String place) {
        return decrypted(cipher, tenant, secret, place);
    }

    private static String decrypted(
            SecretCipher cipher, TenantId tenant, byte[] secret, String place) {
        return new String(
                Objects.requireNonNull(cipher.decrypt(tenant, secret, place).block()), UTF_8);
    }

    @Test
    void whatWasEncryptedIsReadAgainAfterARestart() {
        byte[] secret = encrypted(ACME, "pat-1");

        assertThat(new String(secret, UTF_8)).doesNotContain("pat-1");
        assertThat(decrypted(ACME, secret, PLACE)).isEqualTo("pat-1");
        assertThat(decrypted(cipherWith(KEY), ACME, secret, PLACE)).isEqualTo("pat-1");
    }

    @Test
    void theSameTextNeverLooksTheSame() {
        assertThat(encrypted(ACME, "pat-1")).isNotEqualTo(encrypted(ACME, "pat-1"));
    }

    @Test
    void aSecretThatWasMovedToAnotherPlaceIsUseless() {
        byte[] secret = encrypted(ACME, "pat-1");

        for (String other :
                new String[] {"connection/1/clientSecret", "connection/2/accessToken", ""}) {
            assertThatThrownBy(() -> decrypted(ACME, secret, other))
                    .as(other)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aSecretThatWasMovedToAnotherTenantIsUseless() {
        byte[] secret = encrypted(ACME, "pat-1");
        encrypted(GLOBEX, "theirs");

        assertThatThrownBy(() -> decrypted(GLOBEX, secret, PLACE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeysetThatWasMovedToAnotherTenantIsUseless() {
        byte[] secret = encrypted(ACME, "pat-1");
        keysets.put(GLOBEX, keysets.of(ACME));

        assertThatThrownBy(() -> decrypted(GLOBEX, secret, PLACE))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Each of the two guards holds without the other one. */
    @Test
    void aSecretThatWasMovedIsUselessToWhoHasTheSameKeyset() throws GeneralSecurityException {
        byte[] secret = encrypted(ACME, "pat-1");
        var installation = new AesGcmJce(KEY.bytes());
        var config = AeadConfig2026.get();
        var keyset =
                TinkProtoKeysetFormat.parseEncryptedKeyset(
                        keysets.of(ACME), installation, (ACME + "/keyset").getBytes(UTF_8), config);
        keysets.put(
                GLOBEX,
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        keyset, installation, (GLOBEX + "/keyset").getBytes(UTF_8), config));
        byte[] theirs = encrypted(GLOBEX, "theirs");
        assertThat(decrypted(GLOBEX, theirs, PLACE)).isEqualTo("theirs");

        assertThatThrownBy(() -> decrypted(GLOBEX, secret, PLACE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecretThatWasChangedIsRefused() {
        byte[] secret = encrypted(ACME, "pat-1");

        assertThat(Tampering.with(secret))
                .allSatisfy(changed ->
                        assertThatThrownBy(() -> decrypted(ACME, changed, PLACE))
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void aKeysetThatWasChangedIsRefusedAndStays() {
        byte[] secret = encrypted(ACME, "pat-1");
        byte[] keyset = keysets.of(ACME);

        assertThat(Tampering.with(keyset))
                .allSatisfy(changed -> {
                    keysets.put(ACME, changed);
                    assertThatThrownBy(() -> decrypted(cipherWith(KEY), ACME, secret, PLACE))
                            .isInstanceOf(RuntimeException.class);
                    assertThat(keysets.of(ACME)).isEqualTo(changed);
                });
    }

    @Test
    void aWrongKeyOfTheInstallationFailsAndMakesNoKeysetOfItsOwn() {
        byte[] secret = encrypted(ACME, "pat-1");
        byte[] keyset = keysets.of(ACME);
        SecretCipher wrong = cipherWith(WRONG_KEY);

        assertThatThrownBy(() -> decrypted(wrong, ACME, secret, PLACE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dispatcher.encryption-key")
                .hasMessageContaining(ACME.toString());
        assertThatThrownBy(() -> wrong.encrypt(ACME, new byte[] {1}, PLACE).block())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> wrong.existing(ACME).block())
                .isInstanceOf(IllegalStateException.class);

        assertThat(keysets.of(ACME)).isEqualTo(keyset);
        assertThat(decrypted(cipherWith(KEY), ACME, secret, PLACE)).isEqualTo("pat-1");
    }

    @Test
    void whoOnlyReadsMakesNoKeyset() {
        assertThat(cipher.existing(ACME).blockOptional()).isEmpty();
        assertThat(keysets.find(ACME).blockOptional()).isEmpty();
    }

    @Test
    void aKeysetWhoseTransactionWasRolledBackIsNotRemembered() {
        encrypted(ACME, "pat-1");
        keysets.clear();

        byte[] secret = encrypted(ACME, "pat-2");

        assertThat(decrypted(cipherWith(KEY), ACME, secret, PLACE)).isEqualTo("pat-2");
    }

    @Test
    void whatFailsTellsNothingOfTheSecret() {
        byte[] secret = encrypted(ACME, "pat-1");

        assertThatThrownBy(() -> decrypted(ACME, secret, "elsewhere"))
                .hasMessageNotContaining("pat-1")
                .hasCauseInstanceOf(GeneralSecurityException.class);
        assertThat(cipher.of(ACME).block()).asString().doesNotContain("pat-1");
    }
}
