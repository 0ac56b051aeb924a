package io.leaddispatcher.adapter.push;

import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import io.leaddispatcher.application.push.Device;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Encrypts for one browser, as RFC 8291 says: the push service cannot read it. */
final class PushEncryption {

    private PushEncryption() {}

    /** Fails when the browser's keys are none. */
    static byte[] encrypt(Device device, byte[] plain) throws GeneralSecurityException {
        byte[] key;
        byte[] auth;
        try {
            key = Base64.getUrlDecoder().decode(device.key());
            auth = Base64.getUrlDecoder().decode(device.auth().reveal());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a key that is no base64", e);
        }
        try {
            return new WebPushHybridEncrypt.Builder()
                    .withAuthSecret(auth)
                    .withRecipientPublicKey(key)
                    .build()
                    .encrypt(plain, null);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a key of another length", e);
        }
    }
}
