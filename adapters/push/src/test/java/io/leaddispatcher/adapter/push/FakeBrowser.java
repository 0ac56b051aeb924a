package io.leaddispatcher.adapter.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.Device;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser that has subscribed, and reads what it gets by RFC 8291, with the JDK alone. */
final class FakeBrowser {

    private static final int POINT = 65;

    private final KeyPair keys;
    private final byte[] auth = new byte[16];

    FakeBrowser() throws GeneralSecurityException {
        this.keys = newKeys();
        new SecureRandom().nextBytes(auth);
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    Device at(String endpoint) {
        return new Device(
                "device",
                new Secret(endpoint),
                Points.text((ECPublicKey) keys.getPublic()),
                new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(auth)));
    }

    String read(byte[] body) throws GeneralSecurityException {
        ByteBuffer parts = ByteBuffer.wrap(body);
        byte[] salt = next(parts, 16);
        int recordSize = parts.getInt();
        byte[] sender = next(parts, parts.get());
        byte[] sealed = next(parts, parts.remaining());
        if (sender.length != POINT || sealed.length > recordSize) {
            throw new GeneralSecurityException("not one record of one sender");
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(key(sender), true);
        byte[] mine = Base64.getUrlDecoder().decode(Points.text((ECPublicKey) keys.getPublic()));
        byte[] secret =
                hmac(
                        hmac(auth, agreement.generateSecret()),
                        join("WebPush: info\0".getBytes(UTF_8), mine, sender, new byte[] {1}));
        byte[] random = hmac(salt, secret);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(
                        Arrays.copyOf(hmac(random, info("Content-Encoding: aes128gcm\0")), 16),
                        "AES"),
                new GCMParameterSpec(
                        128, Arrays.copyOf(hmac(random, info("Content-Encoding: nonce\0")), 12)));
        byte[] plain = cipher.doFinal(sealed);
        int end = plain.length - 1;
        while (plain[end] == 0) {
            end--;
        }
        if (plain[end] != 2) {
            throw new GeneralSecurityException("not the last record");
        }
        return new String(plain, 0, end, UTF_8);
    }

    private static byte[] info(String text) {
        return join(text.getBytes(UTF_8), new byte[] {1});
    }

    private ECPublicKey key(byte[] point) throws GeneralSecurityException {
        return (ECPublicKey)
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        new ECPoint(
                                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                                new BigInteger(
                                                        1, Arrays.copyOfRange(point, 33, 65))),
                                        ((ECPublicKey) keys.getPublic()).getParams()));
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] next(ByteBuffer parts, int length) {
        byte[] next = new byte[length];
        parts.get(next);
        return next;
    }
}
