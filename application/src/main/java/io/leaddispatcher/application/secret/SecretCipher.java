package io.leaddispatcher.application.secret;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Encrypts with the tenant's own key. Called inside a unit of work of that tenant. */
public interface SecretCipher {

    /**
     * @param place row id and field name; the same must be given to decrypt, so that a ciphertext
     *     moved elsewhere is useless
     */
    Mono<byte[]> encrypt(TenantId tenant, byte[] plain, String place);

    /** Fails when the key or the place is another one. */
    Mono<byte[]> decrypt(TenantId tenant, byte[] cipher, String place);
}
