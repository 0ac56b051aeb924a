package io.leaddispatcher.adapter.webhook;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.http.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Signs as version {@code v1} of Standard Webhooks 1.0.0 says: HMAC-SHA256. */
final class Signature {

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
        return Base64.getEncoder().encodeToString(Hmac.sha256(key, head, body));
    }
}
