package io.leaddispatcher.application.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** No secret from anybody who can read backwards, but bound to its place like the real one. */
public final class ReversingInstallationCipher implements InstallationCipher {

    @Override
    public byte[] encrypt(byte[] plain, String place) {
        byte[] bound = place.getBytes(StandardCharsets.UTF_8);
        byte[] cipher = Arrays.copyOf(reversed(plain), plain.length + bound.length);
        System.arraycopy(bound, 0, cipher, plain.length, bound.length);
        return cipher;
    }

    @Override
    public byte[] decrypt(byte[] cipher, String place) {
        byte[] bound = place.getBytes(StandardCharsets.UTF_8);
        int length = cipher.length - bound.length;
        if (!Arrays.equals(Arrays.copyOfRange(cipher, length, cipher.length), bound)) {
            throw new IllegalStateException(place + " cannot be read");
        }
        return reversed(Arrays.copyOf(cipher, length));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
