package io.leaddispatcher.adapter.slack;

import static io.leaddispatcher.http.Headers.only;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.http.Hmac;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Checks that a request was signed with the app's signing secret, in version 0, just now. */
final class SlackSignature {

    static final String SIGNATURE = "X-Slack-Signature";
    static final String TIMESTAMP = "X-Slack-Request-Timestamp";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SPELLING = Pattern.compile("v0=[0-9a-f]{64}");

    private final InstantSource clock;

    SlackSignature(InstantSource clock) {
        this.clock = clock;
    }

    boolean isValid(HttpHeaders headers, byte[] body, Secret secret) {
        Optional<String> timestamp = only(headers, TIMESTAMP).filter(this::isInsideTheWindow);
        Optional<String> signature =
                only(headers, SIGNATURE).filter(text -> SPELLING.matcher(text).matches());
        return timestamp.isPresent()
                && signature.isPresent()
                && MessageDigest.isEqual(
                        sign(secret, timestamp.get(), body).getBytes(US_ASCII),
                        signature.get().getBytes(US_ASCII));
    }

    private boolean isInsideTheWindow(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(seconds));
        return Duration.between(signed, clock.instant()).abs().compareTo(WINDOW) <= 0;
    }

    private static String sign(Secret secret, String timestamp, byte[] body) {
        byte[] head = ("v0:" + timestamp + ":").getBytes(UTF_8);
        return "v0="
                + HexFormat.of()
                        .formatHex(Hmac.sha256(secret.reveal().getBytes(UTF_8), head, body));
    }
}
