package io.leaddispatcher.application.secret;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Encrypts with the tenant's own key. Called inside a unit of work of that tenant. */
public interface SecretCipher {

    /** For many at once. The tenant's key is made if there is none. */
    Mono<TenantCipher> of(TenantId tenant);

    /** To read what is there. Empty when the tenant has no key: then nothing is encrypted. */
    Mono<TenantCipher> existing(TenantId tenant);

    /**
     * @see TenantCipher#encrypt
     */
    default Mono<byte[]> encrypt(TenantId tenant, byte[] plain, String place) {
        return of(tenant).map(cipher -> cipher.encrypt(plain, place));
    }

    /** Fails when the key or the place is another one. */
    default Mono<byte[]> decrypt(TenantId tenant, byte[] cipher, String place) {
        return of(tenant).map(key -> key.decrypt(cipher, place));
    }
}
