package io.leaddispatcher.infra.secret;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What somebody who can write to the database may make of a ciphertext. */
final class Tampering {

    private Tampering() {}

    /** Each byte changed, the end cut off, one byte too many, nothing left. */
    static Stream<byte[]> with(byte[] cipher) {
        return Stream.concat(
                IntStream.range(0, cipher.length).mapToObj(at -> changed(cipher, at)),
                Stream.of(
                        Arrays.copyOf(cipher, cipher.length - 1),
                        Arrays.copyOf(cipher, cipher.length + 1),
                        new byte[0]));
    }

    private static byte[] changed(byte[] cipher, int at) {
        byte[] copy = cipher.clone();
        copy[at] ^= 1;
        return copy;
    }
}
