package io.leaddispatcher.infra.secret;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.TenantCipher;
import io.leaddispatcher.application.secret.port.TenantKeysets;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * AES-256-GCM by Tink. Each tenant has a keyset of its own, itself encrypted by the installation's
 * key; key ids are inside the ciphertexts, so keys can rotate while old ciphertexts stay readable.
 */
@Component
final class TinkSecretCipher implements SecretCipher {

    private static final Configuration TINK = AeadConfig2026.get();
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final TenantKeysets keysets;
    private final Aead installation;

    /** Not for ever: the keyset of a workspace that was deleted on another node goes here, too. */
    private final Cache<TenantId, TenantCipher> known =
            CacheBuilder.newBuilder().expireAfterWrite(MEMORY).build();

    TinkSecretCipher(TenantKeysets keysets, InstallationKey key) throws GeneralSecurityException {
        this.keysets = keysets;
        this.installation = new AesGcmJce(key.bytes());
    }

    @Override
    public Mono<TenantCipher> of(TenantId tenant) {
        return existing(tenant).switchIfEmpty(Mono.defer(() -> make(tenant)));
    }

    // Kept in memory only once read back from the database: a transaction that rolls back takes its
    // keyset with it.
    @Override
    public Mono<TenantCipher> existing(TenantId tenant) {
        return Mono.defer(() -> {
            TenantCipher cached = known.getIfPresent(tenant);
            return cached != null
                    ? Mono.just(cached)
                    : keysets.find(tenant)
                            .map(encrypted -> open(tenant, encrypted))
                            .doOnNext(cipher -> known.put(tenant, cipher));
        });
    }

    private Mono<TenantCipher> make(TenantId tenant) {
        return keysets.keepFirst(tenant, fresh(tenant)).map(kept -> open(tenant, kept));
    }

    private byte[] fresh(TenantId tenant) {
        return guarded(
                tenant,
                () ->
                        TinkProtoKeysetFormat.serializeEncryptedKeyset(
                                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK),
                                installation,
                                associated(tenant, "keyset"),
                                TINK));
    }

    private TenantCipher open(TenantId tenant, byte[] encrypted) {
        return new TinkTenantCipher(
                tenant,
                guarded(
                        tenant,
                        () ->
                                TinkProtoKeysetFormat.parseEncryptedKeyset(
                                                encrypted,
                                                installation,
                                                associated(tenant, "keyset"),
                                                TINK)
                                        .getPrimitive(TINK, Aead.class)));
    }

    private record TinkTenantCipher(TenantId tenant, Aead aead) implements TenantCipher {

        @Override
        public byte[] encrypt(byte[] plain, String place) {
            return guarded(tenant, () -> aead.encrypt(plain, associated(tenant, place)));
        }

        @Override
        public byte[] decrypt(byte[] cipher, String place) {
            return guarded(tenant, () -> aead.decrypt(cipher, associated(tenant, place)));
        }
    }

    private static byte[] associated(TenantId tenant, String place) {
        return (tenant + "/" + place).getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T guarded(TenantId tenant, Secretly<T> work) {
        try {
            return work.run();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "secrets of tenant %s cannot be read or written: is dispatcher.encryption-key the one they were made with?"
                            .formatted(tenant),
                    e);
        }
    }

    private interface Secretly<T> {
        T run() throws GeneralSecurityException;
    }
}
