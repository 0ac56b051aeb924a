package io.leaddispatcher.adapter.push;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** Points of P-256, uncompressed and in URL-safe base64, as browsers write them. */
final class Points {

    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;

    private Points() {}

    static String text(ECPublicKey key) {
        byte[] point = new byte[1 + 2 * COORDINATE];
        point[0] = UNCOMPRESSED;
        put(key.getW().getAffineX(), point, 1);
        put(key.getW().getAffineY(), point, 1 + COORDINATE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    }

    private static void put(BigInteger coordinate, byte[] point, int at) {
        byte[] bytes = coordinate.toByteArray();
        // A sign may stand in front, and leading zeros may be left out.
        byte[] tail =
                Arrays.copyOfRange(bytes, Math.max(0, bytes.length - COORDINATE), bytes.length);
        System.arraycopy(tail, 0, point, at + COORDINATE - tail.length, tail.length);
    }
}
