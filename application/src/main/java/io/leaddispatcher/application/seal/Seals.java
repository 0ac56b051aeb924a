package io.leaddispatcher.application.seal;

import io.leaddispatcher.domain.tenant.TenantId;

/**
 * Keyed hashes: who has not got the installation's key can neither make one nor tell from it what
 * it was made of.
 */
public interface Seals {

    /**
     * Hexadecimal; another one for each tenant.
     *
     * @param purpose so that a seal for one thing is none for another
     */
    String of(TenantId tenant, String purpose, byte[] content);
}
