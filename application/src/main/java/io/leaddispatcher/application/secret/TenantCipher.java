package io.leaddispatcher.application.secret;

/** Encrypts with the key of one tenant, which it has at hand. */
public interface TenantCipher {

    /**
     * @param place row id and field name; the same must be given to decrypt, so that a ciphertext
     *     moved elsewhere is useless
     */
    byte[] encrypt(byte[] plain, String place);

    /** Throws when the key or the place is another one. */
    byte[] decrypt(byte[] cipher, String place);
}
