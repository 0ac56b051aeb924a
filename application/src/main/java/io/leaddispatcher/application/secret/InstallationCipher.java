package io.leaddispatcher.application.secret;

/** Encrypts what belongs to no tenant with a key of the installation. */
public interface InstallationCipher {

    /**
     * @param place row id and field name; the same must be given to decrypt, so that a ciphertext
     *     moved elsewhere is useless
     */
    byte[] encrypt(byte[] plain, String place);

    /** Fails when the key or the place is another one. */
    byte[] decrypt(byte[] cipher, String place);
}
