package io.leaddispatcher.adapter.webhook;

import io.leaddispatcher.application.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as version {@code v1} of Standard Webhooks 1.0.0 says: HMAC-SHA256. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private Signature() {}

    /** The value of the header: one signature for each secret, in their order. */
    static String of(List<Secret> secrets, String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + sign(secret, head, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(Secret secret, byte[] head, byte[] body) {
        String text = secret.reveal();
        byte[] key =
                Base64.getDecoder()
                        .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows " + ALGORITHM, e);
        }
    }
}
