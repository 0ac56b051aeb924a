package io.leaddispatcher.http;

import static io.leaddispatcher.http.Headers.only;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Checks a signature of Standard Webhooks 1.0.0, version {@code v1}: HMAC-SHA256. */
public final class StandardWebhookSignature {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    // No full stop, since it separates the parts that are signed; visible characters only.
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-\\-/-~]{1,200}");
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final int MOST_SIGNATURES = 10;

    private final InstantSource clock;

    public StandardWebhookSignature(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The id of the message when one of the signatures was made with one of the secrets.
     *
     * @param secrets each {@code whsec_} and base64; more than one while one is replaced. Throws
     *     {@link IllegalStateException} when one is none.
     */
    public Optional<String> verify(HttpHeaders headers, byte[] body, List<String> secrets) {
        List<byte[]> keys = secrets.stream().map(StandardWebhookSignature::key).toList();
        Optional<String> id = only(headers, ID).filter(text -> MESSAGE_ID.matcher(text).matches());
        Optional<String> timestamp = only(headers, TIMESTAMP).filter(this::isInsideTheWindow);
        Optional<String> sent = only(headers, SIGNATURE);
        if (id.isEmpty() || timestamp.isEmpty() || sent.isEmpty()) {
            return Optional.empty();
        }
        byte[] head = (id.get() + "." + timestamp.get() + ".").getBytes(UTF_8);
        List<byte[]> signatures = signatures(sent.get());
        boolean valid = false;
        for (byte[] key : keys) {
            byte[] expected = Hmac.sha256(key, head, body);
            for (byte[] signature : signatures) {
                valid |= MessageDigest.isEqual(expected, signature);
            }
        }
        return valid ? id : Optional.empty();
    }

    private boolean isInsideTheWindow(String timestamp) {
        return SECONDS.matcher(timestamp).matches()
                && Math.abs(clock.millis() - Long.parseLong(timestamp) * 1000) <= WINDOW.toMillis();
    }

    /** Of the versions that are known; what is no base64 is no signature. */
    private static List<byte[]> signatures(String header) {
        return Arrays.stream(header.split(" ", -1))
                .limit(MOST_SIGNATURES)
                .filter(entry -> entry.startsWith(VERSION))
                .flatMap(entry -> base64(entry.substring(VERSION.length())).stream())
                .toList();
    }

    private static byte[] key(String secret) {
        String encoded =
                secret.startsWith(SECRET_PREFIX)
                        ? secret.substring(SECRET_PREFIX.length())
                        : secret;
        // Without the decoder's exception: its message holds a character of the secret.
        return base64(encoded)
                .filter(key -> key.length > 0)
                .orElseThrow(() -> new IllegalStateException("a signing secret is no base64"));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
